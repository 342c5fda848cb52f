using Integration.Contracts.Payments;
using Integration.Simulation.Host;

namespace Integration.Simulation.Run;

/// <summary>What callers, customers and people ask for in one history. Chosen by the seed before it begins, done when the scheduler says so.</summary>
internal sealed class Story
{
    /// <summary>A card that is declined as fraud whenever it is charged.</summary>
    public const string Fraud = "pm_card_chargeDeclinedFraudulent";

    // A card that pays weighs most: without money taken, nothing can be taken twice.
    private static readonly (string Card, int Weight)[] Cards =
    [
        ("pm_card_visa", 40), ("pm_card_pendingRefund", 6), ("pm_card_refundFail", 5), ("pm_card_createDispute", 3), ("pm_card_visa_chargeDeclined", 12),
        ("pm_card_chargeDeclinedInsufficientFunds", 8), ("pm_card_chargeDeclinedProcessingError", 6), ("pm_sandbox_declinedFirst", 6), (Fraud, 4),
        ("pm_card_authenticationRequired", 24), ("pm_sandbox_processing", 8),
    ];

    private static readonly (string Token, int Weight)[] Tokens =
    [
        ("vault_ok", 45), ("vault_declined", 8), ("vault_declined_capture", 8), ("vault_pending", 10), ("vault_pending_denied", 6), ("vault_payer_action", 6),
        ("vault_refund_pending", 5), ("vault_refund_fails", 4), ("vault_of_nobody", 3),
    ];

    private readonly List<Act> _left = [];

    /// <summary>Draws a story.</summary>
    /// <param name="dice">Of the history.</param>
    /// <param name="card">In place of the card that is drawn; null: the card that is drawn.</param>
    public Story(Dice dice, string? card = null)
    {
        Payment = dice.Id();
        var amount = 500L + dice.Below(20_000);
        Command = new InitiatePayment
        {
            PaymentId = Payment, OrderId = "order", CustomerId = "customer", AmountMinor = amount, Currency = dice.Percent(80) ? "EUR" : "JPY",
            Card = new() { PaymentMethod = dice.From(Cards) }, PayPal = WayOfPayPal(dice),
        };
        if (card is not null)
        {
            Command = Command with { Card = new() { PaymentMethod = card } };
        }

        Add("asks for the payment", Command, dice);
        if (dice.Percent(12))
        {
            Add("asks again under another message id", Command, dice);
        }

        if (dice.Percent(6))
        {
            Reused = true;
            Add("asks under the same id for another amount", Command with { AmountMinor = amount + 1 }, dice);
        }

        if (dice.Percent(18))
        {
            Cancels = 1;
            Add("wants to stop", new CancelPayment { PaymentId = Payment, Reason = "changed my mind" }, dice);
        }

        foreach (var part in Parts(dice, amount))
        {
            var refund = new RefundPayment { RefundId = dice.Id(), PaymentId = Payment, AmountMinor = part, Reason = "returned goods" };
            Refunds.Add(refund);
            Add("asks for a refund", refund, dice);
            if (dice.Percent(15))
            {
                Add("asks for the refund again", refund, dice);
            }
        }
    }

    /// <summary>The payment's id.</summary>
    public Guid Payment { get; }

    /// <summary>The first message.</summary>
    public InitiatePayment Command { get; }

    /// <summary>Refunds that are asked for.</summary>
    public List<RefundPayment> Refunds { get; } = [];

    /// <summary>The id is used for another payment, too: which is refused, and stands in the dead letters.</summary>
    public bool Reused { get; }

    /// <summary>Refunds of the card may fail after they were taken for good. Where the webhook that tells it is lost, what is then owed of a duplicate charge is noticed by the comparison of books alone, which does not run here (docs/proof.md).</summary>
    public bool RefundsComeBack => Command.Card.PaymentMethod is "pm_card_refundFail" or "pm_card_pendingRefund";

    /// <summary>How often somebody wants to stop it.</summary>
    public int Cancels { get; }

    /// <summary>What is still to be done.</summary>
    public IReadOnlyList<Act> Left => _left;

    /// <summary>Takes one of what is left.</summary>
    public Act Take(int index)
    {
        var act = _left[index];
        _left.RemoveAt(index);
        return act;
    }

    private static PayPalMethod? WayOfPayPal(Dice dice) => dice.Below(10) switch
    {
        < 5 => new() { VaultToken = dice.From(Tokens) },
        5 => new() { ReturnUrl = "https://shop.example/back", CancelUrl = "https://shop.example/gave-up" },
        _ => null,
    };

    /// <summary>All of it, a part, or parts that come to more than was captured: then one has to be refused.</summary>
    private static long?[] Parts(Dice dice, long amount) => dice.Below(10) switch
    {
        0 => [null],
        1 => [amount / 3],
        2 => [amount / 2, amount / 4, amount / 2],
        3 => [null, null],
        _ => [],
    };

    private void Add(string words, object message, Dice dice) => _left.Add(new(words, message, dice.Id(), dice.Percent(12)));

    /// <summary>One thing that somebody asks for.</summary>
    /// <param name="Words">For the trace.</param>
    /// <param name="Message">The message.</param>
    /// <param name="MessageId">Its id.</param>
    /// <param name="Twice">The sender repeats it under the same id.</param>
    internal sealed record Act(string Words, object Message, Guid MessageId, bool Twice);
}
