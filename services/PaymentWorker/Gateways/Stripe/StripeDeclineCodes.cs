using System.Collections.Frozen;

namespace Integration.PaymentWorker.Gateways.Stripe;

/// <summary>Every decline code Stripe publishes (docs.stripe.com/declines/codes), and what may follow it. A code that is not listed may
/// not be tried again and forbids another gateway: the cautious reading.</summary>
public static class StripeDeclineCodes
{
    private const bool Yes = true;
    private const bool No = false;

    private static readonly FrozenDictionary<string, Decline> Known = new Decline[]
    {
        // Code, the same card later?, another gateway?
        new("approve_with_id", Yes, Yes),
        new("authentication_not_handled", No, Yes),
        new("authentication_required", No, Yes),
        new("call_issuer", No, Yes),
        new("card_declined", No, Yes),
        new("card_not_supported", No, Yes),
        new("card_velocity_exceeded", No, Yes),
        new("currency_not_supported", No, Yes),
        new("do_not_honor", No, Yes),
        new("do_not_try_again", No, Yes),
        new("duplicate_transaction", No, No),
        new("expired_card", No, Yes),
        new("fraudulent", No, No),
        new("generic_decline", No, Yes),
        new("highest_risk_level", No, No),
        new("incorrect_address", No, Yes),
        new("incorrect_cvc", No, Yes),
        new("incorrect_number", No, Yes),
        new("incorrect_pin", No, Yes),
        new("incorrect_zip", No, Yes),
        new("insufficient_funds", No, Yes),
        new("invalid_account", No, Yes),
        new("invalid_amount", No, Yes),
        new("invalid_cvc", No, Yes),
        new("invalid_expiry_month", No, Yes),
        new("invalid_expiry_year", No, Yes),
        new("invalid_number", No, Yes),
        new("invalid_pin", No, Yes),
        new("issuer_not_available", Yes, Yes),
        new("lost_card", No, No),
        new("mobile_device_authentication_required", No, Yes),
        new("merchant_blacklist", No, No),
        new("new_account_information_available", No, Yes),
        new("no_action_taken", No, Yes),
        new("not_permitted", No, Yes),
        new("offline_pin_required", No, Yes),
        new("online_or_offline_pin_required", No, Yes),
        new("payment_intent_authentication_failure", No, Yes),
        new("pickup_card", No, No),
        new("pin_try_exceeded", No, Yes),
        new("processing_error", Yes, Yes),
        new("reenter_transaction", Yes, Yes),
        new("restricted_card", No, No),
        new("revocation_of_all_authorizations", No, No),
        new("revocation_of_authorization", No, No),
        new("security_violation", No, No),
        new("service_not_allowed", No, Yes),
        new("stolen_card", No, No),
        new("stop_payment_order", No, No),
        new("testmode_decline", No, Yes),
        new("transaction_not_allowed", No, Yes),
        new("try_again_later", Yes, Yes),
        new("withdrawal_count_limit_exceeded", No, Yes),
    }.ToFrozenDictionary(d => d.Code, StringComparer.Ordinal);

    /// <summary>The listed codes.</summary>
    public static IEnumerable<string> Codes => Known.Keys;

    /// <summary>The entry of the more precise code that is known, else a cautious one.</summary>
    public static Decline Of(string? declineCode, string? errorCode) =>
        (declineCode is not null ? Known.GetValueOrDefault(declineCode) : null)
        ?? (declineCode is null && errorCode is not null ? Known.GetValueOrDefault(errorCode) : null)
        ?? new Decline(declineCode ?? errorCode ?? "unknown", No, No);
}
