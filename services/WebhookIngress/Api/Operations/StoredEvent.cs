using System.Buffers.Text;
using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.WebUtilities;

namespace Integration.WebhookIngress.Api.Operations;

/// <summary>A webhook as it is kept, without its body.</summary>
internal sealed record StoredEvent
{
    public required string Source { get; init; }
    public required string EventId { get; init; }
    public required string EventType { get; init; }
    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>Which secret or certificate it was verified by: the secret's place among the settings then, and the first 8 hexadecimal digits of its SHA-256, which say for ever which one it was.</summary>
    public required string VerifiedBy { get; init; }

    /// <summary><c>published</c> as a contract of its own, or <c>kept</c> as an event that nothing here knows.</summary>
    public required string Outcome { get; init; }

    /// <summary>The messages it caused.</summary>
    public required IReadOnlyList<Guid> MessageIds { get; init; }

    /// <summary>The gateway's object it is about.</summary>
    public string? ObjectReference { get; init; }

    /// <summary>Whether it can be told again.</summary>
    public required bool BodyKept { get; init; }
}

/// <summary>One page of webhooks, the latest first.</summary>
internal sealed record StoredEvents
{
    public required IReadOnlyList<StoredEvent> Webhooks { get; init; }

    /// <summary>Give it as <c>after</c> for the next page; absent on the last one.</summary>
    public string? Next { get; init; }
}

/// <summary>Where a page ends: the next one begins behind it, also among webhooks of the same time.</summary>
internal sealed record EventMark(DateTimeOffset At, string Source, string EventId)
{
    private const char Between = '\n';

    public override string ToString() =>
        WebEncoders.Base64UrlEncode(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{At.UtcTicks}{Between}{Source}{Between}{EventId}")));

    public static EventMark? Parse(string text) =>
        Base64Url.IsValid(text) && Encoding.UTF8.GetString(Base64Url.DecodeFromChars(text)).Split(Between) is [var ticks, var source, var id] && !id.Contains('\0') && !source.Contains('\0')
        && long.TryParse(ticks, NumberStyles.None, CultureInfo.InvariantCulture, out var at) && at > 0 && at < DateTime.MaxValue.Ticks
            ? new(new DateTimeOffset(at, TimeSpan.Zero), source, id)
            : null;
}
