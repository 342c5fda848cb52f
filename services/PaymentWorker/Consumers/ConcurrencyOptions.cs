using System.ComponentModel.DataAnnotations;

namespace Integration.PaymentWorker.Consumers;

/// <summary>How many messages of one kind this process handles at once.</summary>
public sealed class ConcurrencyOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Concurrency";

    /// <summary>Calls of attempts; absent: as many as <c>Gateways:Stripe:ConcurrentCalls</c> allows.</summary>
    [Range(1, 100_000)] public int? Attempts { get; set; }

    /// <summary>What gateways ring about payments. A queue of its own: a flood of webhooks delays no payment.</summary>
    [Range(1, 100_000)] public int Doorbell { get; set; } = 16;

    /// <summary>Money on the wrong attempt: rare, and never urgent against a payment's own calls.</summary>
    [Range(1, 100_000)] public int Orphans { get; set; } = 4;

    /// <summary>Disputes: rare, and beside the payments' own calls.</summary>
    [Range(1, 100_000)] public int Disputes { get; set; } = 4;

    /// <summary>Comparisons of books: long reads, of which a few at once leave the gateways' rate to the payments.</summary>
    [Range(1, 100_000)] public int Reconciliation { get; set; } = 2;

    /// <summary>Rows of the operators' commands.</summary>
    [Range(1, 100_000)] public int OperatorAudit { get; set; } = 2;

    /// <summary>Calls of refunds, beside the payments' own: a day of refunds delays no charge.</summary>
    [Range(1, 100_000)] public int RefundCalls { get; set; } = 8;

    /// <summary>What gateways ring about refunds, ours and others.</summary>
    [Range(1, 100_000)] public int RefundDoorbell { get; set; } = 4;
}
