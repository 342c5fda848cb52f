using System.Globalization;
using System.Text.Json.Serialization;

namespace Integration.PaymentWorker.Gateways.PayPal;

/// <summary>PayPal's disputes and its report in our words. Pure; a status we do not know is not guessed.</summary>
public static class PayPalReports
{
    /// <summary>The most a page holds.</summary>
    public const int PageSize = 500;

    /// <summary>A query covers at most 31 days and 10,000 lines; an hour keeps busy accounts below that.</summary>
    private static readonly TimeSpan Window = TimeSpan.FromHours(1);

    /// <summary>Where one line in six at most is a refund, there are no more of them.</summary>
    private static readonly TimeSpan WindowOfRefunds = TimeSpan.FromHours(6);

    /// <summary>A refund that the merchant made, in the report.</summary>
    public const string RefundCode = "T1107";

    /// <summary>The queries that cover [<paramref name="from"/>, <paramref name="until"/>).</summary>
    public static IEnumerable<(DateTimeOffset Start, DateTimeOffset End)> Windows(DateTimeOffset from, DateTimeOffset until) => Windows(from, until, Window);

    /// <summary>The same where refunds alone are asked for.</summary>
    public static IEnumerable<(DateTimeOffset Start, DateTimeOffset End)> WindowsOfRefunds(DateTimeOffset from, DateTimeOffset until) => Windows(from, until, WindowOfRefunds);

    private static IEnumerable<(DateTimeOffset Start, DateTimeOffset End)> Windows(DateTimeOffset from, DateTimeOffset until, TimeSpan window)
    {
        for (var start = from; start < until; start += window)
        {
            yield return (start, start + window < until ? start + window : until);
        }
    }

    /// <summary>A time as the report's query takes it.</summary>
    public static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    /// <summary>Maps the dispute. A status or outcome that this version does not know is not taken for a decision: refunds wait.</summary>
    public static DisputeObject Map(PayPalDispute dispute)
    {
        var (status, known) = Standing(dispute);
        var transaction = dispute.DisputedTransactions is { Count: > 0 } disputed ? disputed[0] : null;
        return new DisputeObject
        {
            Reference = dispute.DisputeId,
            Status = status,
            WordUnknown = !known,
            GatewayWord = dispute.DisputeOutcome?.OutcomeCode is { } outcome ? $"{dispute.Status}/{outcome}" : dispute.Status,
            AttemptReference = null,
            CaptureReference = transaction?.SellerTransactionId,
            AmountMinor = PayPalCurrencies.Read(dispute.DisputeAmount),
            Currency = dispute.DisputeAmount.CurrencyCode,
        };
    }

    /// <summary>The line as a movement; nothing for lines that are neither a payment nor a refund (fees, transfers, reversals by PayPal itself).</summary>
    public static GatewayMovement? Movement(PayPalTransaction line)
    {
        MovementKind? kind = line.TransactionEventCode switch
        {
            ['T', '0', '0', ..] => MovementKind.Capture,
            RefundCode => MovementKind.Refund,
            _ => null,
        };
        if (kind is null || line.TransactionAmount is not { } money)
        {
            return null;
        }

        var amount = PayPalCurrencies.Read(money);
        // A payment that leaves the account is none of ours.
        return kind == MovementKind.Capture && amount < 0 ? null : new GatewayMovement
        {
            Kind = kind.Value,
            Reference = line.TransactionId,
            ParentReference = line.PaypalReferenceId,
            AmountMinor = Math.Abs(amount),
            // V: reversed after it had succeeded.
            CapturedMinor = kind == MovementKind.Capture && line.TransactionStatus is "S" or "V" ? Math.Abs(amount) : 0,
            Currency = money.CurrencyCode,
            Word = line.TransactionStatus,
            AttemptId = kind == MovementKind.Capture ? line.CustomField : null,
            RefundId = kind == MovementKind.Refund ? line.CustomField : null,
            At = line.TransactionInitiationDate,
        };
    }

    private static (DisputeStatus Status, bool Known) Standing(PayPalDispute dispute) => dispute.Status switch
    {
        "OPEN" or "WAITING_FOR_BUYER_RESPONSE" or "WAITING_FOR_SELLER_RESPONSE" or "UNDER_REVIEW" or "OTHER" => (DisputeStatus.Open, true),
        "RESOLVED" => Outcome(dispute),
        _ => (DisputeStatus.Open, false),
    };

    private static (DisputeStatus Status, bool Known) Outcome(PayPalDispute dispute) => dispute.DisputeOutcome?.OutcomeCode switch
    {
        // DENIED: the payer's claim was.
        "RESOLVED_SELLER_FAVOUR" or "CANCELED_BY_BUYER" or "DENIED" => (DisputeStatus.Won, true),
        // Paid out: somebody gave the payer the money; until we know who, it is not ours.
        "RESOLVED_BUYER_FAVOUR" or "RESOLVED_WITH_PAYOUT" or "ACCEPTED" => (DisputeStatus.Lost, true),
        // Resolved between the parties, without a word who has the money: refunds stay closed until somebody looks.
        "NONE" or null => (DisputeStatus.Open, true),
        _ => (DisputeStatus.Open, false),
    };
}

/// <summary>A dispute, as far as we read it.</summary>
public sealed record PayPalDispute
{
    /// <summary>The reference.</summary>
    public required string DisputeId { get; init; }

    /// <summary>Where it stands.</summary>
    public required string Status { get; init; }

    /// <summary>What is disputed.</summary>
    public required PayPalMoney DisputeAmount { get; init; }

    /// <summary>How it ended.</summary>
    public PayPalOutcome? DisputeOutcome { get; init; }

    /// <summary>Of which captures.</summary>
    public IReadOnlyList<PayPalDisputed>? DisputedTransactions { get; init; }
}

/// <summary>How a dispute ended.</summary>
public sealed record PayPalOutcome
{
    /// <summary>PayPal's word.</summary>
    public string? OutcomeCode { get; init; }
}

/// <summary>A disputed capture.</summary>
public sealed record PayPalDisputed
{
    /// <summary>The capture.</summary>
    public string? SellerTransactionId { get; init; }
}

/// <summary>A page of the report.</summary>
public sealed record PayPalReport
{
    /// <summary>Its lines.</summary>
    public IReadOnlyList<PayPalLine>? TransactionDetails { get; init; }

    /// <summary>How many pages there are.</summary>
    public int? TotalPages { get; init; }
}

/// <summary>A line of the report.</summary>
public sealed record PayPalLine
{
    /// <summary>The transaction.</summary>
    public PayPalTransaction? TransactionInfo { get; init; }
}

/// <summary>A transaction of the report.</summary>
public sealed record PayPalTransaction
{
    /// <summary>The reference.</summary>
    public required string TransactionId { get; init; }

    /// <summary>What it belongs to.</summary>
    public string? PaypalReferenceId { get; init; }

    /// <summary>What it is.</summary>
    public required string TransactionEventCode { get; init; }

    /// <summary>When it began.</summary>
    [JsonConverter(typeof(PayPalReportTime))] public required DateTimeOffset TransactionInitiationDate { get; init; }

    /// <summary>How much; negative when it leaves the account.</summary>
    public PayPalMoney? TransactionAmount { get; init; }

    /// <summary>D, P, S or V.</summary>
    public required string TransactionStatus { get; init; }

    /// <summary>Our attempt's or refund's id.</summary>
    public string? CustomField { get; init; }
}
