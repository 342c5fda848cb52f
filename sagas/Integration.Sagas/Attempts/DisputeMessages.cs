using System.Text.Json.Serialization;
using MassTransit;

namespace Integration.Sagas.Attempts;

/// <summary>A gateway rang about a dispute: fetch it. Answered by <see cref="DisputeSeen"/>; changes nothing at the gateway.</summary>
public sealed record LookUpDispute : IAttemptCommand
{
    /// <inheritdoc />
    public required AttemptRef Attempt { get; init; }

    /// <summary>The gateway's reference of the dispute.</summary>
    public required string DisputeReference { get; init; }

    /// <summary>How often the gateway was asked so far and did not answer.</summary>
    public int Tries { get; init; }

    /// <summary>How often it waited for the capture to be known here: that has a schedule of its own.</summary>
    public int CaptureWaits { get; init; }

    /// <summary>How often the gateway refused to tell, or did not show it: for that it is asked less long than when it does not answer.</summary>
    public int Refusals { get; init; }

    /// <summary>Asked because of an answer that came after a look of this time and said something else: comes back as <see cref="DisputeSeen.After"/>.</summary>
    public DateTimeOffset? After { get; init; }

    /// <inheritdoc />
    public Guid CorrelationId => Attempt.PaymentId;
}

/// <summary>Where a dispute of an attempt's money stands.</summary>
public sealed record DisputeSeen : IAttemptAnswer
{
    /// <inheritdoc />
    public required AttemptRef Attempt { get; init; }

    /// <summary>The gateway's reference of the dispute.</summary>
    public required string DisputeReference { get; init; }

    /// <summary>Where it stands.</summary>
    public required DisputeStanding Standing { get; init; }

    /// <summary>What is disputed, in minor units of <see cref="Currency"/>.</summary>
    public required long AmountMinor { get; init; }

    /// <summary>ISO 4217; the payer's own where the gateway counts so.</summary>
    public required string Currency { get; init; }

    /// <summary>When the gateway was asked, by the clock of the process that asked: of two looks the later one counts, whatever the order of arrival. Older versions do not say.</summary>
    public DateTimeOffset? AskedAt { get; init; }

    /// <summary>See <see cref="LookUpDispute.After"/>: it is newer than the look of this time, whatever the clocks say.</summary>
    public DateTimeOffset? After { get; init; }

    /// <inheritdoc />
    public Guid CorrelationId => Attempt.PaymentId;
}

/// <summary>Where a dispute stands.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<DisputeStanding>))]
public enum DisputeStanding
{
    /// <summary>Not decided.</summary>
    Open,

    /// <summary>Decided for us, or withdrawn.</summary>
    Won,

    /// <summary>Decided for the payer: the gateway took the money back.</summary>
    Lost,
}
