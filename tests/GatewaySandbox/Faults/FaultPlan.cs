using Microsoft.Extensions.Options;

namespace Integration.GatewaySandbox.Faults;

/// <summary>A fault asked for: the next <see cref="Times"/> calls that fit meet it.</summary>
internal sealed record FaultRule(string Operation, string? Match, FaultDecision Fault, string Name)
{
    public int Times { get; set; }
}

/// <summary>Decides what a call meets: a rule asked for wins over the profile.</summary>
internal sealed class FaultPlan(IOptions<SandboxOptions> options)
{
    private const int MaxIdentities = 1_000_000;

    private readonly Lock _gate = new();
    private readonly List<FaultRule> _rules = [];
    private readonly Dictionary<(string Operation, string Identity), int> _seen = [];

    /// <summary>False when there are as many rules as allowed.</summary>
    public bool Add(FaultRule rule)
    {
        lock (_gate)
        {
            if (_rules.Count >= options.Value.MaxFaultRules)
            {
                return false;
            }

            _rules.Add(rule);
            return true;
        }
    }

    public void Clear()
    {
        lock (_gate)
        {
            _rules.Clear();
        }
    }

    public List<FaultRule> Rules()
    {
        lock (_gate)
        {
            return [.. _rules.Select(r => r with { })];
        }
    }

    /// <summary>Uses up the rules that fit. <paramref name="handles"/>: the object's id, the key and what the caller wrote on it (metadata values, custom and invoice ids).</summary>
    public FaultDecision Decide(string operation, string identity, IReadOnlyList<string> handles) => Decide(options.Value.Profile, operation, identity, handles);

    /// <summary>The same for a gateway with a profile of its own.</summary>
    public FaultDecision Decide(FaultProfile profile, string operation, string identity, IReadOnlyList<string> handles)
    {
        lock (_gate)
        {
            var call = Take(operation, handles, r => r.Fault.Call is not null)?.Fault.Call;
            var webhook = Take(operation, handles, r => r.Fault.Webhook is not null)?.Fault.Webhook;
            if (profile == FaultProfile.None)
            {
                return new(call, webhook);
            }

            var own = ProfileFaults.Decide(profile, options.Value.Seed, operation, identity, Seen(operation, identity));
            return new(call ?? own.Call, webhook ?? own.Webhook);
        }
    }

    /// <summary>The same for what is no call, and whose events alone can meet a fault.</summary>
    public WebhookFault? DecideEvents(string operation, string identity) => DecideEvents(options.Value.Profile, operation, identity);

    /// <summary>The same for a gateway with a profile of its own.</summary>
    public WebhookFault? DecideEvents(FaultProfile profile, string operation, string identity)
    {
        lock (_gate)
        {
            return Take(operation, [identity], r => r.Fault.Webhook is not null)?.Fault.Webhook
                ?? ProfileFaults.Decide(profile, options.Value.Seed, operation, identity, Seen(operation, identity)).Webhook;
        }
    }

    /// <summary>How often this was seen before, and counts.</summary>
    private int Seen(string operation, string identity)
    {
        if (_seen.Count >= MaxIdentities)
        {
            _seen.Clear();
        }

        var seen = _seen.GetValueOrDefault((operation, identity));
        _seen[(operation, identity)] = seen + 1;
        return seen;
    }

    private FaultRule? Take(string operation, IReadOnlyList<string> handles, Predicate<FaultRule> kind)
    {
        var rule = _rules.Find(r => kind(r) && Covers(r.Operation, operation)
            && (r.Match is null || handles.Any(h => h.Contains(r.Match, StringComparison.Ordinal))));
        if (rule is not null && --rule.Times <= 0)
        {
            _rules.Remove(rule);
        }

        return rule;
    }

    /// <summary><c>*</c> covers every operation, <c>paypal.*</c> every one of PayPal's.</summary>
    private static bool Covers(string rule, string operation) => rule.EndsWith('*') ? operation.StartsWith(rule[..^1], StringComparison.Ordinal) : rule == operation;
}
