#include "app/cases/pictures.hpp"

#include "app/pictures/picture.hpp"

namespace amparo::cases {

Result<std::string> public_copy(Bytes bytes) {
    AMPARO_TRY(const pictures::Pixels pixels, pictures::read(bytes));
    return pictures::write(pixels, pictures::kind_of(bytes));
}

}  // namespace amparo::cases
