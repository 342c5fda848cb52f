using System.Collections.Frozen;

namespace Integration.PaymentWorker.Gateways.PayPal;

/// <summary>Why PayPal refuses money: the issues of a refused capture (Orders v2, "capture" errors), the reasons of a capture that was declined, and the processors'
/// response codes (Orders v2, processor_response). A code that is not listed may not be tried again and forbids another gateway: the cautious reading.</summary>
public static class PayPalDeclineCodes
{
    private const bool Yes = true;
    private const bool No = false;

    private static readonly FrozenDictionary<string, Decline> Issues = new Decline[]
    {
        // Issue, the same token later?, another gateway?
        new("AGREEMENT_ALREADY_CANCELLED", No, Yes),
        new("BILLING_AGREEMENT_NOT_FOUND", No, Yes),
        new("CARD_BRAND_NOT_SUPPORTED", No, Yes),
        new("CARD_EXPIRED", No, Yes),
        new("COMPLIANCE_VIOLATION", No, No),
        new("DECLINED_DUE_TO_RELATED_TXN", No, Yes),
        new("DOMESTIC_TRANSACTION_REQUIRED", No, Yes),
        new("INSTRUMENT_DECLINED", No, Yes),
        new("MAX_NUMBER_OF_PAYMENT_ATTEMPTS_EXCEEDED", No, Yes),
        new("PAYEE_BLOCKED_TRANSACTION", No, No),
        new("PAYER_ACCOUNT_LOCKED_OR_CLOSED", No, No),
        new("PAYER_ACCOUNT_RESTRICTED", No, No),
        new("PAYER_CANNOT_PAY", No, Yes),
        new("REDIRECT_PAYER_FOR_ALTERNATE_FUNDING", No, Yes),
        new("PAYMENT_SOURCE_CANNOT_BE_USED", No, Yes),
        new("PAYMENT_SOURCE_DECLINED_BY_PROCESSOR", No, Yes),
        new("REFERENCED_CARD_EXPIRED", No, Yes),
        new("TOKEN_EXPIRED", No, Yes),
        new("TOKEN_ID_NOT_FOUND", No, Yes),             // the payer took the token back at PayPal
        new("TRANSACTION_BLOCKED_BY_PAYEE", No, No),
        new("TRANSACTION_LIMIT_EXCEEDED", No, Yes),
        new("TRANSACTION_RECEIVING_LIMIT_EXCEEDED", No, Yes),
        new("TRANSACTION_REFUSED", No, Yes),
    }.ToFrozenDictionary(d => d.Code, StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, Decline> Responses = new Decline[]
    {
        // The captures' own words.
        new("DECLINED", No, Yes),
        new("FAILED", No, Yes),
        new("BUYER_COMPLAINT", No, No),
        new("CHARGEBACK", No, No),
        new("ECHECK", No, Yes),
        new("OTHER", No, Yes),
        new("PENDING_REVIEW", No, No),
        // Processors' codes.
        new("0100", No, Yes),           // referral
        new("0500", No, Yes),           // do not honor
        new("0580", No, No),            // unauthorized transaction
        new("0800", No, Yes),           // bad response
        new("0880", No, Yes),           // cryptographic failure
        new("1310", No, Yes),           // invalid amount
        new("1330", No, Yes),           // invalid account
        new("1335", No, Yes),           // invalid account, recurring
        new("1380", No, Yes),           // invalid expiration
        new("1393", No, Yes),           // cannot be completed
        new("5100", No, Yes),           // generic decline
        new("5110", No, Yes),           // security code
        new("00N7", No, Yes),           // security code
        new("5120", No, Yes),           // insufficient funds
        new("5130", No, Yes),           // wrong PIN
        new("5140", No, Yes),           // card closed
        new("5150", No, No),            // pick up the card
        new("5160", No, No),            // unauthorized user
        new("5170", No, Yes),           // address
        new("5180", No, No),            // invalid or restricted card
        new("5190", No, Yes),           // address, soft
        new("5200", No, No),            // duplicate transaction
        new("5210", No, Yes),           // invalid transaction
        new("5400", No, Yes),           // expired card
        new("5500", No, Yes),           // wrong PIN, again
        new("5650", No, Yes),           // declined: authentication required
        new("5700", No, Yes),           // not permitted
        new("5900", No, Yes),           // invalid issuer
        new("5910", No, Yes),           // issuer not available, not to be tried again
        new("5920", Yes, Yes),          // issuer not available
        new("5930", No, Yes),           // card not activated
        new("5950", No, Yes),           // declined
        new("6300", No, Yes),           // account not on file
        new("7700", No, Yes),           // 3-D Secure error
        new("7710", No, Yes),           // authentication failed
        new("8010", Yes, Yes),          // processor's system
        new("9100", Yes, Yes),          // declined, try again
        new("9500", No, No),            // suspected fraud
        new("9510", No, No),            // security violation
        new("9520", No, No),            // lost or stolen
        new("9540", No, Yes),           // refused card
    }.ToFrozenDictionary(d => d.Code, StringComparer.Ordinal);

    /// <summary>The listed issues and codes.</summary>
    public static IEnumerable<string> Codes => Issues.Keys.Concat(Responses.Keys);

    /// <summary>True when the issue says that this payer or this source does not pay; every other issue says that our request is wrong.</summary>
    public static bool IsDecline(string? issue) => issue is not null && Issues.ContainsKey(issue);

    /// <summary>The entry, else a cautious one.</summary>
    public static Decline Of(string? code) =>
        code is null ? new Decline("unknown", No, No) : Issues.GetValueOrDefault(code) ?? Responses.GetValueOrDefault(code) ?? new Decline(code, No, No);
}
