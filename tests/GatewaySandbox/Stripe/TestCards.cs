using System.Collections.Frozen;

namespace Integration.GatewaySandbox.Stripe;

/// <summary>How a charge to a test card ends.</summary>
internal enum CardBehavior
{
    Succeeds,
    Declines,

    /// <summary>The first charge of a payment is declined, a later one is not.</summary>
    DeclinesFirst,
    NeedsAuthentication,

    /// <summary>The charge is neither done nor failed until the bank says so.</summary>
    Processes,
}

/// <summary>What happens some time after a charge, or a refund of it, succeeded.</summary>
internal enum CardAfterwards
{
    Nothing,
    RefundsPend,
    RefundsFail,
    Disputed,
    DisputedNotReceived,
    Inquired,
}

/// <summary>One of Stripe's test payment methods.</summary>
internal sealed record TestCard(string Token, CardBehavior Behavior, string Brand, string Last4, string? Code = null, string? DeclineCode = null, string Message = "", string? Advice = null)
{
    public CardAfterwards Afterwards { get; init; }
}

/// <summary>Stripe's published test payment methods (docs.stripe.com/testing), and two of our own, <c>pm_sandbox_declinedFirst</c> and <c>pm_sandbox_processing</c>. The last four digits are those of the published test card.</summary>
internal static class TestCards
{
    private static readonly FrozenDictionary<string, TestCard> Known = All().ToFrozenDictionary(c => c.Token, StringComparer.Ordinal);

    public static TestCard? Find(string token) => Known.GetValueOrDefault(token);

    private static IEnumerable<TestCard> All()
    {
        yield return Good("pm_card_visa", "visa", "4242");
        yield return Good("pm_card_visa_debit", "visa", "5556");
        yield return Good("pm_card_mastercard", "mastercard", "4444");
        yield return Good("pm_card_mastercard_debit", "mastercard", "8210");
        yield return Good("pm_card_amex", "amex", "8431");
        yield return Good("pm_card_discover", "discover", "9424");
        yield return Good("pm_card_diners", "diners", "0004");
        yield return Good("pm_card_jcb", "jcb", "0505");
        yield return Good("pm_card_unionpay", "unionpay", "0005");
        yield return Good("pm_card_createDispute", "visa", "0259") with { Afterwards = CardAfterwards.Disputed };
        yield return Good("pm_card_createDisputeProductNotReceived", "visa", "2685") with { Afterwards = CardAfterwards.DisputedNotReceived };
        yield return Good("pm_card_createDisputeInquiry", "visa", "1976") with { Afterwards = CardAfterwards.Inquired };
        yield return Good("pm_card_pendingRefund", "visa", "7726") with { Afterwards = CardAfterwards.RefundsPend };
        yield return Good("pm_card_refundFail", "visa", "5126") with { Afterwards = CardAfterwards.RefundsFail };

        foreach (var card in Declined("", "0002", "card_declined", "generic_decline", "Your card was declined.", "try_again_later")
            .Concat(Declined("InsufficientFunds", "9995", "card_declined", "insufficient_funds", "Your card has insufficient funds.", "try_again_later"))
            .Concat(Declined("LostCard", "9987", "card_declined", "lost_card", "Your card was declined.", "do_not_try_again"))
            .Concat(Declined("StolenCard", "9979", "card_declined", "stolen_card", "Your card was declined.", "do_not_try_again"))
            .Concat(Declined("Fraudulent", "0019", "card_declined", "fraudulent", "Your card was declined.", "do_not_try_again"))
            .Concat(Declined("VelocityLimitExceeded", "6975", "card_declined", "card_velocity_exceeded", "Your card was declined for making repeated attempts too frequently or exceeding its amount limit.", "try_again_later"))
            .Concat(Declined("ExpiredCard", "0069", "expired_card", null, "Your card has expired.", "do_not_try_again"))
            .Concat(Declined("IncorrectCvc", "0127", "incorrect_cvc", null, "Your card's security code is incorrect.", null))
            .Concat(Declined("ProcessingError", "0119", "processing_error", null, "An error occurred while processing your card. Try again in a little bit.", "try_again_later")))
        {
            yield return card;
        }

        yield return new TestCard("pm_card_chargeCustomerFail", CardBehavior.Declines, "visa", "0341", "card_declined", "generic_decline", "Your card was declined.", "try_again_later");
        yield return new TestCard("pm_sandbox_declinedFirst", CardBehavior.DeclinesFirst, "visa", "0119", "processing_error", null, "An error occurred while processing your card. Try again in a little bit.", "try_again_later");
        yield return new TestCard("pm_sandbox_processing", CardBehavior.Processes, "visa", "4242");
        yield return new TestCard("pm_card_radarBlock", CardBehavior.Declines, "visa", "4954", "card_declined", "fraudulent", "Your card was declined.", "do_not_try_again");
        yield return new TestCard("pm_card_authenticationRequired", CardBehavior.NeedsAuthentication, "visa", "3184");
        yield return new TestCard("pm_card_threeDSecure2Required", CardBehavior.NeedsAuthentication, "visa", "3220");
        yield return new TestCard("pm_card_threeDSecureRequired", CardBehavior.NeedsAuthentication, "visa", "3063");
    }

    private static TestCard Good(string token, string brand, string last4) => new(token, CardBehavior.Succeeds, brand, last4);

    /// <summary>Stripe's pages write the same token with and without the brand; both are known.</summary>
    private static IEnumerable<TestCard> Declined(string name, string last4, string code, string? declineCode, string message, string? advice) =>
        new[] { "pm_card_visa_chargeDeclined", "pm_card_chargeDeclined" }
            .Select(prefix => new TestCard(prefix + name, CardBehavior.Declines, "visa", last4, code, declineCode, message, advice));
}
