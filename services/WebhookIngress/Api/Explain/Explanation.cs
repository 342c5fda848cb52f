using Integration.WebhookIngress.Api.Payments;
using Integration.WebhookIngress.Api.Refunds;

namespace Integration.WebhookIngress.Api.Explain;

/// <summary>Why a payment is where it is: all that happened, from one place.</summary>
internal sealed record Explanation
{
    public required Payment Payment { get; init; }

    /// <summary>What it waits for, or how it ended, in words.</summary>
    public required string Why { get; init; }

    /// <summary>What happens by itself next; empty when nothing is left to happen.</summary>
    public required IReadOnlyList<Coming> Next { get; init; }

    /// <summary>Requests, messages, state changes, gateway calls, webhooks, persons' actions and refusals, the earliest first.</summary>
    public required IReadOnlyList<Happening> Timeline { get; init; }

    /// <summary>True when the timeline is longer than the limit: its oldest entries are left out.</summary>
    public required bool Truncated { get; init; }

    public required IReadOnlyList<Refund> Refunds { get; init; }
}

/// <summary>A timer.</summary>
internal sealed record Coming
{
    public required DateTimeOffset At { get; init; }

    /// <summary>What is done then.</summary>
    public required string What { get; init; }
}

/// <summary>One entry of a timeline.</summary>
internal sealed record Happening
{
    public required DateTimeOffset At { get; init; }

    /// <summary><c>request</c>, <c>state</c>, <c>call</c>, <c>refund</c>, <c>webhook</c>, <c>operator</c> or <c>dead_letter</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>What happened, in words.</summary>
    public required string What { get; init; }

    /// <summary>What came of it.</summary>
    public string? Result { get; init; }

    /// <summary>Why, in words.</summary>
    public string? Reason { get; init; }

    /// <summary>The gateway's id of the call.</summary>
    public string? RequestId { get; init; }

    public string? TraceId { get; init; }
}
