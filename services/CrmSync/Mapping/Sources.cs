using Integration.CrmSync.Events;
using Integration.CrmSync.Records;

namespace Integration.CrmSync.Mapping;

/// <summary>What can stand in a field of the CRM, by name (docs/crm.md). A value is text, a whole number, a decimal, a time, or absent.</summary>
internal static class Sources
{
    private static readonly Dictionary<string, Func<Subject, object?>> Customer = new(StringComparer.OrdinalIgnoreCase)
    {
        ["id"] = s => s.Key,
        ["title"] = s => $"Customer {s.Key}",
        ["version"] = s => s.Version,
    };

    private static readonly Dictionary<string, Func<Subject, object?>> Payment = new(StringComparer.OrdinalIgnoreCase)
    {
        ["id"] = s => s.Key,
        ["title"] = s => s.Own?.OrderId is { } order ? $"Payment of order {order}" : $"Payment {s.Key}",
        ["orderId"] = s => s.Own?.OrderId,
        ["customerId"] = s => s.Own?.CustomerId,
        ["amount"] = s => Money.Units(s.Own?.AmountMinor, s.Own?.Currency),
        ["amountMinor"] = s => s.Own?.AmountMinor,
        ["currency"] = s => s.Own?.Currency,
        ["state"] = s => s.Facts!.State,
        ["code"] = s => s.Own?.Code,
        ["reason"] = s => s.Own?.Reason,
        ["gateway"] = s => s.Own?.Gateway,
        ["gatewayReference"] = s => s.Own?.GatewayReference,
        ["settledAt"] = s => s.Own?.At,
        ["settledOn"] = s => s.Own is { } own ? DateOnly.FromDateTime(own.At.UtcDateTime) : null,
        ["refunded"] = s => Money.Units(s.Facts!.RefundedMinor, s.Own?.Currency),
        ["refundedMinor"] = s => s.Facts!.RefundedMinor,
        ["dispute"] = s => s.Facts!.Dispute,
        ["version"] = s => s.Version,
    };

    private static readonly Dictionary<string, Func<Subject, object?>> Entry = new(StringComparer.OrdinalIgnoreCase)
    {
        ["id"] = s => s.Key,
        ["title"] = s => $"{Thing(s)} {s.Told?.Body.State}",
        ["text"] = Sentence,
        ["kind"] = s => s.Told?.Kind.Word(),
        ["state"] = s => s.Told?.Body.State,
        ["amount"] = s => Money.Units(s.Told?.Body.AmountMinor, s.Told?.Body.Currency),
        ["amountMinor"] = s => s.Told?.Body.AmountMinor,
        ["currency"] = s => s.Told?.Body.Currency,
        ["code"] = s => s.Told?.Body.Code,
        ["reason"] = s => s.Told?.Body.Reason,
        ["gateway"] = s => s.Told?.Body.Gateway,
        ["gatewayReference"] = s => s.Told?.Body.GatewayReference,
        ["at"] = s => s.Told?.Body.At,
        ["on"] = s => s.Told is { } told ? DateOnly.FromDateTime(told.Body.At.UtcDateTime) : null,
        ["paymentId"] = s => s.Facts!.PaymentId.ToString(),
        ["version"] = s => s.Version,
    };

    /// <summary>The names that a mapping of this kind may use.</summary>
    public static IReadOnlyCollection<string> Names(RecordKind kind) => Of(kind).Keys;

    /// <summary>The value behind a name.</summary>
    public static object? Value(RecordKind kind, string name, Subject subject) => Of(kind)[name](subject);

    private static Dictionary<string, Func<Subject, object?>> Of(RecordKind kind) => kind switch
    {
        RecordKind.Customer => Customer,
        RecordKind.Payment => Payment,
        _ => Entry,
    };

    private static string Thing(Subject s) => s.Told?.Kind switch
    {
        FactKind.Refund => "Refund",
        FactKind.RefundElsewhere => "Refund made at the gateway",
        _ => "Dispute",
    };

    private static string Sentence(Subject s)
    {
        var body = s.Told!.Body;
        var amount = Money.Text(body.AmountMinor, body.Currency) is { } money ? $" of {money}" : "";
        var reference = body.GatewayReference is { } known ? $" ({body.Gateway} {known})" : "";
        return $"{Thing(s)}{amount}{reference}: {body.State.Replace('_', ' ')}{(body.Reason is { } reason ? $", {reason}" : "")}.";
    }
}

/// <summary>What a record is made from.</summary>
/// <param name="Key">Our id of it.</param>
/// <param name="Version">Which version it will be.</param>
/// <param name="Facts">The payment; null for a customer.</param>
/// <param name="Told">The refund or dispute; null for others.</param>
internal sealed record Subject(string Key, long Version, PaymentFacts? Facts, StoredFact? Told)
{
    /// <summary>The payment's own end.</summary>
    public FactBody? Own => Facts?.Payment;
}
