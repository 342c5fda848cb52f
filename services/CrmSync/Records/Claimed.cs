namespace Integration.CrmSync.Records;

/// <summary>A record that is about to be sent, as it stands now.</summary>
internal sealed record Claimed
{
    /// <summary>Our id of it.</summary>
    public required string Key { get; init; }

    /// <summary>The payment, unless it is a customer.</summary>
    public Guid? PaymentId { get; init; }

    /// <summary>Which version is sent.</summary>
    public required long Version { get; init; }

    /// <summary>The CRM's id of it; null when it has none.</summary>
    public required string? CrmId { get; init; }

    /// <summary>How often it was refused for the moment.</summary>
    public required int Tries { get; init; }

    /// <summary>Key and CRM id of the record that it belongs to, when the CRM has that. Without a key: ours was merged into one that is not ours.</summary>
    public (string? Key, string Id)? Parent { get; init; }
}

/// <summary>A record that was not taken, and what follows.</summary>
/// <param name="Record">As it was sent.</param>
/// <param name="Code">The CRM's code.</param>
/// <param name="Reason">Why, in words.</param>
/// <param name="TryAgainAt">When it is sent again; null sets it aside.</param>
/// <param name="Id">The CRM's id of it, when it was written and, say, not linked.</param>
/// <param name="Sent">What was sent; null when nothing was.</param>
internal sealed record Refusal(Claimed Record, string Code, string Reason, DateTimeOffset? TryAgainAt, string? Id, string? Sent);
