// GlobaLeaks 5.0: public data, token with proof of work, session, token again, submission, receipt of sixteen digits.
// The steps are those of a real run against 5.0.15; later versions have others, which is noticed before the submission.
#include <algorithm>

#include "app/base/json.hpp"
#include "app/delivery/network_courier.hpp"
#include "app/seal/digest.hpp"

namespace amparo::delivery {

namespace {

constexpr std::uint64_t kMostWork = 1'000'000;
constexpr std::size_t kReceiptDigits = 16;

std::unexpected<Error> other(const char* what) { return fail(Errc::Unsupported, what, "delivery.error.site_other"); }

/// Where the report goes on this site.
struct Place {
    std::string context;
    std::vector<std::string> receivers;
    std::string field;  ///< the question that takes text
};

class Talk {
  public:
    Talk(network::Network& network, const Parcel& parcel, const network::Consent& consent, const CallLimit& limit)
        : network_(&network), parcel_(&parcel), consent_(&consent), limit_(&limit) {}

    Result<Json> call(network::Method method, const std::string& path, const Json* body, std::vector<network::Header> headers) const {
        network::HttpRequest request;
        request.method = method;
        AMPARO_TRY(request.address, network::parse_address(parcel_->address));
        request.address.path = path;
        request.headers = std::move(headers);
        if (body != nullptr) {
            request.body = body->dump(Json::Style::Compact);
            request.headers.push_back({"Content-Type", "application/json"});
        }
        request.answer_limit = 2 * 1024 * 1024;
        request.pin.pem = parcel_->pin;
        AMPARO_TRY(const network::HttpAnswer answer, network_->http(*consent_, request, *limit_));
        if (answer.status < 200 || answer.status >= 300) {
            const Error error = status_error(answer.status);
            return std::unexpected(error.code == Errc::Offline ? error : Error{Errc::Unsupported, "delivery.error.site_other", error.detail});
        }
        auto json = Json::parse(answer.body);
        if (!json) return other("an answer that is no JSON");
        return json;
    }

    /// A token and its work, as the header that takes them.
    Result<network::Header> token() const {
        const Json empty = Json::object();
        AMPARO_TRY(const Json answer, call(network::Method::Post, "/api/auth/token", &empty, {}));
        const std::string id(answer.member_text("id"));
        if (id.empty() || id.size() > 256 || !std::ranges::all_of(id, [](char c) { return c > ' ' && c < 0x7f && c != ':'; })) {
            return other("a token without id");
        }
        AMPARO_TRY(const std::uint64_t number, proof_of_work(id, *limit_));
        return network::Header{"X-Token", id + ":" + std::to_string(number)};
    }

  private:
    network::Network* network_;
    const Parcel* parcel_;
    const network::Consent* consent_;
    const CallLimit* limit_;
};

const Json* by_id(const Json& list, std::string_view id) {
    for (const Json& item : list.elements()) {
        if (item.member_text("id") == id) return &item;
    }
    return nullptr;
}

/// Finds the context, who receives there and the one question that we can answer. Another question that must be
/// answered means that only a person can fill in this form.
Result<Place> find_place(const Json& site, const std::string& wanted) {
    const Json* node = site.find("node");
    if (node == nullptr || !node->member_text("version").starts_with("5.0.")) return other("another version");
    const Json* contexts = site.find("contexts");
    const Json* questionnaires = site.find("questionnaires");
    if (contexts == nullptr || questionnaires == nullptr || contexts->elements().empty()) return other("no contexts");
    const Json* context = wanted.empty() && contexts->elements().size() == 1 ? &contexts->elements().front() : by_id(*contexts, wanted);
    if (context == nullptr) return other("which context");
    Place out;
    out.context = context->member_text("id");
    out.receivers = context->member_texts("receivers");
    if (out.context.empty() || out.receivers.empty()) return other("nobody receives");
    const Json* questions = by_id(*questionnaires, context->member_text("questionnaire_id"));
    const Json* steps = questions == nullptr ? nullptr : questions->find("steps");
    if (steps == nullptr) return other("no questions");
    for (const Json& step : steps->elements()) {
        const Json* fields = step.find("children");
        if (fields == nullptr) return other("no fields");
        for (const Json& field : fields->elements()) {
            const bool takes_text = field.member_text("type") == "textarea";
            const Json* required = field.find("required");
            if (takes_text && out.field.empty()) {
                out.field = field.member_text("id");
            } else if (required != nullptr && required->bool_or(false)) {
                return other("another question must be answered");
            }
        }
    }
    if (out.field.empty()) return other("no field takes text");
    return out;
}

Json submission_of(const Place& place, const std::string& text) {
    Json answers = Json::object();
    answers.set(place.field, Json::array().push(Json::object().set("value", text)));
    Json out = Json::object();
    out.set("context_id", place.context).set("receivers", Json::strings(place.receivers));
    return out.set("identity_provided", false).set("answers", std::move(answers)).set("score", 0);
}

}  // namespace

Result<std::uint64_t> proof_of_work(const std::string& token, const CallLimit& limit) {
    for (std::uint64_t n = 0; n < kMostWork; ++n) {
        if (seal::sha256(as_bytes(token + std::to_string(n))).back() == '\0') return n;
        if (n % 1024 == 0 && limit.stop.stop_requested()) return fail(Errc::Cancelled, "", "network.error.stopped");
    }
    return fail(Errc::Limit, "too much work", "delivery.error.site_other");
}

Result<Receipt> carry_to_globaleaks(network::Network& network, const Parcel& parcel, const network::Consent& consent, const CallLimit& limit) {
    const Talk talk(network, parcel, consent, limit);
    AMPARO_TRY(const Json site, talk.call(network::Method::Get, "/api/public", nullptr, {}));
    AMPARO_TRY(const Place place, find_place(site, parcel.context));
    AMPARO_TRY(network::Header first, talk.token());
    const Json empty_receipt = Json::object().set("receipt", "");
    AMPARO_TRY(const Json signed_in, talk.call(network::Method::Post, "/api/auth/receiptauth", &empty_receipt, {std::move(first)}));
    const std::string session(signed_in.member_text("id"));
    if (session.empty() || session.size() > 256) return other("no session");
    AMPARO_TRY(network::Header second, talk.token());
    const Json submission = submission_of(place, parcel.body);
    auto answer = talk.call(network::Method::Post, "/api/whistleblower/submission", &submission,
                            {{"X-Session", session}, std::move(second)});
    if (!answer) {
        // A refusal in words is a refusal. A broken or unreadable answer leaves open whether the report was taken.
        const Errc code = answer.error().code;
        const bool refused = code == Errc::Unsupported && answer.error().detail.starts_with("HTTP");
        const bool never_left = code == Errc::Tampered || code == Errc::Conflict || answer.error().say == "network.error.connect" ||
                                answer.error().say == "network.error.proxy" || answer.error().say == "network.error.name";
        if (refused || never_left) return std::unexpected(std::move(answer).error());
        return fail(Errc::Io, answer.error().detail, "delivery.error.unsure");
    }
    const std::string receipt(answer->member_text("receipt"));
    const bool digits = std::ranges::all_of(receipt, [](char c) { return c >= '0' && c <= '9'; });
    if (receipt.size() != kReceiptDigits || !digits) return fail(Errc::Io, "no receipt", "delivery.error.unsure");
    return Receipt{Proof::SiteReceipt, receipt, 0};
}

}  // namespace amparo::delivery
