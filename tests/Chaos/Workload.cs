using Integration.Contracts.Payments;

namespace Integration.Chaos;

/// <summary>One payment and everything that is asked about it.</summary>
/// <param name="Command">What is asked for.</param>
/// <param name="Copies">How often the same message comes; more than once is a sender that repeats itself.</param>
/// <param name="Cancel">A caller who changes their mind; sent right behind the payment, so it may arrive at any moment of it.</param>
/// <param name="Refunds">Asked for while the payment may still be under way.</param>
/// <param name="CustomerActs">False: the customer who has to act never does.</param>
internal sealed record Order(InitiatePayment Command, int Copies, CancelPayment? Cancel, IReadOnlyList<RefundPayment> Refunds, bool CustomerActs)
{
    /// <summary>Everything as messages, in the order in which it is asked for. A repeat has the id of the first where the sender repeats itself, and one of its own where the command was simply given twice.</summary>
    public IEnumerable<(object Message, Guid Id)> Messages(Draw draw)
    {
        var first = draw.Id();
        yield return (Command, first);
        for (var copy = 1; copy < Copies; copy++)
        {
            yield return (Command, copy == 1 ? first : draw.Id());
        }

        if (Cancel is not null)
        {
            yield return (Cancel, draw.Id());
        }

        foreach (var refund in Refunds)
        {
            yield return (refund, draw.Id());
            if (draw.Percent(10))
            {
                yield return (refund, draw.Id());
            }
        }
    }
}

/// <summary>Payments by seed: every kind of card and vaulted token the sandbox has a story for, in amounts that both gateways can express.</summary>
internal static class Workload
{
    // A card that pays weighs most: without money taken, nothing can be taken twice.
    private static readonly (string Card, int Weight)[] Cards =
    [
        ("pm_card_visa", 30), ("pm_card_mastercard", 14), ("pm_card_pendingRefund", 3), ("pm_card_refundFail", 2),
        ("pm_card_visa_chargeDeclined", 18), ("pm_card_chargeDeclinedInsufficientFunds", 10), ("pm_card_chargeDeclinedProcessingError", 6), ("pm_card_chargeDeclinedFraudulent", 4),
        ("pm_card_chargeCustomerFail", 4), ("pm_card_chargeDeclinedExpiredCard", 3), ("pm_card_authenticationRequired", 6),
    ];

    private static readonly (string Token, int Weight)[] Tokens =
    [
        ("vault_ok", 55), ("vault_declined", 10), ("vault_declined_capture", 7), ("vault_pending", 6), ("vault_pending_denied", 4), ("vault_payer_action", 6),
        ("vault_refund_pending", 5), ("vault_refund_fails", 4), ("vault_of_nobody", 3),
    ];

    private static readonly string[] Currencies = ["EUR", "USD", "GBP", "JPY"];

    public static IEnumerable<Order> Of(Plan plan)
    {
        var draw = new Draw(plan.Seed);
        for (var i = 0; i < plan.Payments; i++)
        {
            yield return Next(draw, i);
        }
    }

    private static Order Next(Draw draw, int number)
    {
        var payment = draw.Id();
        var amount = 500L + draw.Below(20_000);
        var command = new InitiatePayment
        {
            PaymentId = payment, OrderId = $"chaos {number}", CustomerId = $"customer {draw.Below(500)}", AmountMinor = amount, Currency = Currencies[draw.Below(Currencies.Length)],
            Card = new() { PaymentMethod = draw.From(Cards) }, PayPal = draw.Percent(60) ? new() { VaultToken = draw.From(Tokens) } : null,
        };
        var copies = draw.Percent(10) ? 2 + draw.Below(2) : 1;
        var cancel = draw.Percent(6) ? new CancelPayment { PaymentId = payment, Reason = "changed my mind" } : null;
        return new(command, copies, cancel, Refunds(draw, payment, amount), draw.Percent(70));
    }

    /// <summary>All of it, a part, or parts that come to more than was captured: then one has to be refused.</summary>
    private static List<RefundPayment> Refunds(Draw draw, Guid payment, long amount)
    {
        long?[] parts = draw.Below(20) switch
        {
            0 or 1 => [null],
            2 or 3 => [amount / 3],
            4 => [amount / 2, amount / 4, amount / 2],
            _ => [],
        };
        return [.. parts.Select(part => new RefundPayment { RefundId = draw.Id(), PaymentId = payment, AmountMinor = part, Reason = "returned goods" })];
    }
}
