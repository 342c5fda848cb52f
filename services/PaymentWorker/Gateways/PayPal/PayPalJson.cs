using System.Text.Json;
using System.Text.Json.Serialization;

namespace Integration.PaymentWorker.Gateways.PayPal;

/// <summary>PayPal's JSON: snake case, and what is not there is not written.</summary>
internal static class PayPalJson
{
    public static JsonSerializerOptions Options { get; } = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };
}

/// <summary>The answer of the token's endpoint.</summary>
/// <param name="AccessToken">The token.</param>
/// <param name="ExpiresIn">Seconds.</param>
internal sealed record PayPalToken([property: JsonRequired] string AccessToken, [property: JsonRequired] int ExpiresIn);

/// <summary>An amount as PayPal writes it.</summary>
public sealed record PayPalMoney
{
    /// <summary>ISO 4217.</summary>
    public required string CurrencyCode { get; init; }

    /// <summary>A decimal number in whole units.</summary>
    public required string Value { get; init; }
}

/// <summary>A link of an answer.</summary>
public sealed record PayPalLink
{
    /// <summary>Where to.</summary>
    public string? Href { get; init; }

    /// <summary>What for.</summary>
    public string? Rel { get; init; }
}

/// <summary>An order, as far as we read it.</summary>
public sealed record PayPalOrder
{
    /// <summary>The reference.</summary>
    public required string Id { get; init; }

    /// <summary>Where it stands.</summary>
    public required string Status { get; init; }

    /// <summary>We make one unit.</summary>
    public IReadOnlyList<PayPalUnit>? PurchaseUnits { get; init; }

    /// <summary>Where the payer can go.</summary>
    public IReadOnlyList<PayPalLink>? Links { get; init; }
}

/// <summary>A purchase unit.</summary>
public sealed record PayPalUnit
{
    /// <summary>What was asked.</summary>
    public PayPalMoney? Amount { get; init; }

    /// <summary>Our attempt's id.</summary>
    public string? CustomId { get; init; }

    /// <summary>What moved.</summary>
    public PayPalPayments? Payments { get; init; }
}

/// <summary>A unit's payments.</summary>
public sealed record PayPalPayments
{
    /// <summary>Captures.</summary>
    public IReadOnlyList<PayPalCapture>? Captures { get; init; }

    /// <summary>Refunds.</summary>
    public IReadOnlyList<PayPalRefund>? Refunds { get; init; }
}

/// <summary>A capture.</summary>
public sealed record PayPalCapture
{
    /// <summary>The reference.</summary>
    public required string Id { get; init; }

    /// <summary>Where it stands.</summary>
    public required string Status { get; init; }

    /// <summary>Why.</summary>
    public PayPalStatusDetails? StatusDetails { get; init; }

    /// <summary>How much.</summary>
    public required PayPalMoney Amount { get; init; }

    /// <summary>Our attempt's id.</summary>
    public string? CustomId { get; init; }

    /// <summary>What the processor said.</summary>
    public PayPalProcessorResponse? ProcessorResponse { get; init; }
}

/// <summary>Why a status is what it is.</summary>
public sealed record PayPalStatusDetails
{
    /// <summary>PayPal's word.</summary>
    public string? Reason { get; init; }
}

/// <summary>What the processor said.</summary>
public sealed record PayPalProcessorResponse
{
    /// <summary>Its code.</summary>
    public string? ResponseCode { get; init; }
}

/// <summary>A refund.</summary>
public sealed record PayPalRefund
{
    /// <summary>The reference.</summary>
    public required string Id { get; init; }

    /// <summary>Where it stands.</summary>
    public required string Status { get; init; }

    /// <summary>Why.</summary>
    public PayPalStatusDetails? StatusDetails { get; init; }

    /// <summary>How much.</summary>
    public required PayPalMoney Amount { get; init; }

    /// <summary>Our refund's id.</summary>
    public string? CustomId { get; init; }
}
