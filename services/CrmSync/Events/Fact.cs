using System.Text.Json;
using System.Text.Json.Serialization;
using Integration.Contracts.Payments;

namespace Integration.CrmSync.Events;

/// <summary>What one event tells of a payment. Facts of one thing only ever get further (SAFETY R4), so that repeats and any order end in the same.</summary>
/// <param name="PaymentId">The payment.</param>
/// <param name="Kind">What it is about.</param>
/// <param name="Reference">Which of them, where a payment has several; else empty.</param>
/// <param name="Stage">How far it is; a higher one replaces a lower one. A refund that failed can need a person and succeed after all, and a dispute can be appealed: but for their beginning, their stages are told apart by their time.</param>
/// <param name="Body">What is told.</param>
internal sealed record Fact(Guid PaymentId, FactKind Kind, string Reference, long Stage, FactBody Body)
{
    /// <summary>Confirmed after failed: a person accepted money that the payment had been closed without.</summary>
    public static Fact Of(PaymentConfirmed e) => new(e.PaymentId, FactKind.Payment, "", 2, new()
    {
        State = "confirmed", At = e.ConfirmedAt, AmountMinor = e.AmountMinor, Currency = e.Currency, Gateway = e.Gateway, GatewayReference = e.GatewayReference,
        CustomerId = e.CustomerId, OrderId = e.OrderId,
    });

    public static Fact Of(PaymentFailed e) => new(e.PaymentId, FactKind.Payment, "", 1, new()
    {
        State = "failed", At = e.FailedAt, Code = e.DeclineCode ?? e.Code, Reason = e.Reason, AmountMinor = e.AmountMinor, Currency = e.Currency, CustomerId = e.CustomerId, OrderId = e.OrderId,
    });

    public static Fact Of(PaymentCanceled e) => new(e.PaymentId, FactKind.Payment, "", 1, new()
    {
        State = "canceled", At = e.CanceledAt, Reason = e.Reason, AmountMinor = e.AmountMinor, Currency = e.Currency, CustomerId = e.CustomerId, OrderId = e.OrderId,
    });

    public static Fact Of(RefundPending e) => Refund(e.PaymentId, e.RefundId, 1, new() { State = "pending", At = e.AcceptedAt, AmountMinor = e.AmountMinor, Currency = e.Currency, Gateway = e.Gateway });

    public static Fact Of(RefundNeedsReview e) => Refund(e.PaymentId, e.RefundId, 2, new() { State = "in_review", At = e.Since, Reason = e.Reason });

    public static Fact Of(RefundSucceeded e) => Refund(e.PaymentId, e.RefundId, 3, new()
    {
        State = "succeeded", At = e.SucceededAt, AmountMinor = e.AmountMinor, Currency = e.Currency, Gateway = e.Gateway, GatewayReference = e.RefundReference,
    });

    /// <summary>Also after it succeeded: the payer's bank gave the money back.</summary>
    public static Fact Of(RefundFailed e) => Refund(e.PaymentId, e.RefundId, 4, new()
    {
        State = "failed", At = e.FailedAt, Code = e.Code, Reason = e.Reason, AmountMinor = e.AmountMinor, Currency = e.Currency,
    });

    public static Fact Of(RefundMadeElsewhere e) => new(e.PaymentId, FactKind.RefundElsewhere, $"{e.Gateway}:{e.RefundReference}", e.Failed ? 2 : 1, new()
    {
        State = e.Failed ? "failed" : "succeeded", At = e.SeenAt, AmountMinor = e.AmountMinor, Currency = e.Currency, Gateway = e.Gateway, GatewayReference = e.RefundReference,
    });

    /// <summary>Also after it was closed: the decision is appealed.</summary>
    public static Fact Of(PaymentDisputed e) => Dispute(e.PaymentId, e.Gateway, e.DisputeReference, e.Reopened ? 2 : 1, new()
    {
        State = "open", At = e.DisputedAt, AmountMinor = e.AmountMinor, Currency = e.Currency, Gateway = e.Gateway, GatewayReference = e.DisputeReference,
    });

    public static Fact Of(DisputeClosed e) => Dispute(e.PaymentId, e.Gateway, e.DisputeReference, 3, new()
    {
        State = e.Won ? "won" : "lost", At = e.ClosedAt, Gateway = e.Gateway, GatewayReference = e.DisputeReference,
    });

    /// <summary>The key of the note about it; null when the payment's own record tells it.</summary>
    public string? Entry => EntryKey(Kind, Reference);

    /// <summary>The key of the note about a fact; null when the payment's own record tells it.</summary>
    public static string? EntryKey(FactKind kind, string reference) => kind switch
    {
        FactKind.Payment => null,
        FactKind.Refund => $"refund:{reference}",
        FactKind.RefundElsewhere => $"refund-elsewhere:{reference}",
        _ => $"dispute:{reference}",
    };

    private static Fact Dispute(Guid payment, string gateway, string dispute, int stage, FactBody body) =>
        new(payment, FactKind.Dispute, $"{gateway}:{dispute}", Told(stage, body), body);

    private static long Told(int stage, FactBody body) => stage == 1 ? 1 : (body.At.ToUnixTimeMilliseconds() * 10) + stage;

    private static Fact Refund(Guid payment, Guid refund, int stage, FactBody body) =>
        new(payment, FactKind.Refund, refund.ToString(), Told(stage, body), body);
}

/// <summary>What a fact is about.</summary>
internal enum FactKind
{
    /// <summary>The payment's own end.</summary>
    Payment,

    /// <summary>A refund of ours.</summary>
    Refund,

    /// <summary>A refund that somebody made without us.</summary>
    RefundElsewhere,

    /// <summary>A dispute.</summary>
    Dispute,
}

/// <summary>What a fact tells. A field that one stage leaves out is kept from another.</summary>
internal sealed record FactBody
{
    /// <summary>As it is stored: what is absent is left out, and does not hide what another stage told.</summary>
    public static JsonSerializerOptions Json { get; } = new(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    public string State { get; init; } = "";
    public DateTimeOffset At { get; init; }
    public string? Code { get; init; }
    public string? Reason { get; init; }
    public long? AmountMinor { get; init; }
    public string? Currency { get; init; }
    public string? Gateway { get; init; }
    public string? GatewayReference { get; init; }
    public string? CustomerId { get; init; }
    public string? OrderId { get; init; }
}
