#include "app/ui/mirror.hpp"

#include <imgui.h>

namespace amparo::ui {

void mirror(ImDrawData& data, float width) {
    for (ImDrawList* list : data.CmdLists) {
        for (ImDrawVert& vertex : list->VtxBuffer) vertex.pos.x = width - vertex.pos.x;
        for (ImDrawCmd& command : list->CmdBuffer) {
            const float left = width - command.ClipRect.z;
            command.ClipRect.z = width - command.ClipRect.x;
            command.ClipRect.x = left;
        }
    }
}

}  // namespace amparo::ui
