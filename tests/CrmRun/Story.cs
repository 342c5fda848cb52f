using Integration.Contracts.Payments;

namespace Integration.CrmRun;

/// <summary>What happens to one payment, and how its record has to end. It is told here a second time, apart from the service.</summary>
internal sealed class Story
{
    private static readonly DateTimeOffset Start = new(2026, 11, 30, 0, 0, 0, TimeSpan.Zero);

    private readonly List<object> _events = [];

    public Story(int number, Random random)
    {
        PaymentId = Id(number, 0);
        Customer = $"customer-{random.Next(1, 1 + Math.Max(1, number / 2))}";
        AmountMinor = random.Next(100, 50_000);
        var at = Start.AddSeconds(number);
        switch (random.Next(10))
        {
            case 0:
                State = "failed";
                _events.Add(new PaymentFailed
                {
                    PaymentId = PaymentId, Code = "declined", Reason = "the card was declined", FailedAt = at, AmountMinor = AmountMinor, Currency = "EUR", CustomerId = Customer, OrderId = $"order-{number}",
                });
                break;
            case 1:
                State = "canceled";
                _events.Add(new PaymentCanceled
                {
                    PaymentId = PaymentId, Reason = "the customer changed their mind", CanceledAt = at, AmountMinor = AmountMinor, Currency = "EUR", CustomerId = Customer, OrderId = $"order-{number}",
                });
                break;
            default:
                Confirm(number, random, at);
                break;
        }
    }

    public Guid PaymentId { get; }
    public string Customer { get; }
    public long AmountMinor { get; }
    public string State { get; private set; } = "";
    public long RefundedMinor { get; private set; }

    /// <summary>Keys of its notes, and the word each has to end with.</summary>
    public Dictionary<string, string> Notes { get; } = [];

    /// <summary>In the order in which they happened; each once.</summary>
    public IReadOnlyList<object> Events => _events;

    private void Confirm(int number, Random random, DateTimeOffset at)
    {
        State = "confirmed";
        _events.Add(new PaymentConfirmed
        {
            PaymentId = PaymentId, Gateway = "stripe", GatewayReference = $"pi_{number}", AmountMinor = AmountMinor, Currency = "EUR", ConfirmedAt = at, CustomerId = Customer, OrderId = $"order-{number}",
        });
        for (var i = 1; i <= random.Next(3); i++)
        {
            Refund(Id(number, i), AmountMinor / 2, random.Next(3), at.AddHours(i));
        }

        if (random.Next(4) == 0)
        {
            Dispute($"dp_{number}", random.Next(3), at.AddDays(1));
        }

        State = Notes.GetValueOrDefault($"dispute:stripe:dp_{number}") switch
        {
            "open" => "disputed",
            "lost" => "dispute_lost",
            _ when RefundedMinor >= AmountMinor => "refunded",
            _ => RefundedMinor > 0 ? "partially_refunded" : "confirmed",
        };
    }

    /// <summary>Ends: under way, given back, failed after it was told as given back.</summary>
    private void Refund(Guid refund, long amount, int end, DateTimeOffset at)
    {
        _events.Add(new RefundPending { PaymentId = PaymentId, RefundId = refund, Gateway = "stripe", AmountMinor = amount, Currency = "EUR", AcceptedAt = at });
        if (end > 0)
        {
            _events.Add(new RefundSucceeded { PaymentId = PaymentId, RefundId = refund, Gateway = "stripe", RefundReference = $"re_{refund:N}", AmountMinor = amount, Currency = "EUR", SucceededAt = at.AddMinutes(1) });
        }

        if (end > 1)
        {
            _events.Add(new RefundFailed { PaymentId = PaymentId, RefundId = refund, Code = "failed_late", Reason = "the bank returned it", AmountMinor = amount, Currency = "EUR", FailedAt = at.AddDays(3) });
        }

        RefundedMinor += end == 1 ? amount : 0;
        Notes[$"refund:{refund}"] = end switch { 0 => "pending", 1 => "succeeded", _ => "failed" };
    }

    private void Dispute(string reference, int end, DateTimeOffset at)
    {
        _events.Add(new PaymentDisputed { PaymentId = PaymentId, Gateway = "stripe", DisputeReference = reference, AmountMinor = AmountMinor, Currency = "EUR", DisputedAt = at });
        if (end > 0)
        {
            _events.Add(new DisputeClosed { PaymentId = PaymentId, Gateway = "stripe", DisputeReference = reference, Won = end == 1, ClosedAt = at.AddDays(1) });
        }

        Notes[$"dispute:stripe:{reference}"] = end switch { 0 => "open", 1 => "won", _ => "lost" };
    }

    private static Guid Id(int number, int part) => new(number + 1, (short)part, 7, new byte[8]);
}
