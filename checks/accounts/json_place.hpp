#pragma once
// A listener of JSON that always knows where it is, as names. For readers of other programs' files.

#include <string>
#include <vector>

#include "app/base/json_stream.hpp"

namespace amparo::accounts {

/// Where in a document we are, as names: "items/login/uris". Arrays have no name of their own.
class JsonPlace : public JsonListener {
  public:
    void begin_object() final {
        push();
        opened();
    }
    void end_object() final {
        closing();
        pop();
    }
    void begin_array() final {
        push();
        in_array();
    }
    void end_array() final { pop(); }
    void key(std::string_view name) final { name_ = name.size() <= kName ? std::string(name) : std::string("?"); }
    void string(std::string_view text, bool cut) final { value(text, cut); }
    void number(std::string_view text) final { value(text, false); }
    void boolean(bool yes) final { value(yes ? "true" : "false", false); }

  protected:
    /// An object began at path(), ended at path(), an array began.
    virtual void opened() {}
    virtual void closing() {}
    virtual void in_array() {}
    /// A text, number or truth at path() / name().
    virtual void value(std::string_view text, bool cut) = 0;

    [[nodiscard]] const std::string& path() const { return path_; }
    [[nodiscard]] const std::string& name() const { return name_; }
    [[nodiscard]] std::size_t depth() const { return sizes_.size(); }

  private:
    static constexpr std::size_t kName = 48;
    void push() {
        sizes_.push_back(path_.size());
        if (!name_.empty()) path_ += (path_.empty() ? "" : "/") + name_;
        name_.clear();
    }
    void pop() {
        path_.resize(sizes_.back());
        sizes_.pop_back();
        name_.clear();
    }
    std::string path_;
    std::string name_;
    std::vector<std::size_t> sizes_;
};

}  // namespace amparo::accounts
