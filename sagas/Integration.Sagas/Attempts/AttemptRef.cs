namespace Integration.Sagas.Attempts;

/// <summary>Which try at which gateway a command or an answer is about.</summary>
public sealed record AttemptRef
{
    /// <summary>The payment.</summary>
    public required Guid PaymentId { get; init; }

    /// <summary>The attempt's own identity, derived from payment, gateway and number.</summary>
    public required Guid AttemptId { get; init; }

    /// <summary>From 1, over the payment's life.</summary>
    public required int Number { get; init; }

    /// <summary>The gateway, for example <c>stripe</c>.</summary>
    public required string Gateway { get; init; }

    /// <summary>The number of the saga's command. A claim is refused when the payment has moved on (SAFETY R3).</summary>
    public required int Epoch { get; init; }

    /// <summary>The gateway's reference, as soon as it is known.</summary>
    public string? Reference { get; init; }
}
