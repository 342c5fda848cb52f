using Integration.GatewaySandbox.Faults;
using Microsoft.Extensions.Options;

namespace Integration.GatewaySandbox.Stripe;

/// <summary>Makes what Stripe does by itself some time after a call happen: pending refunds end, customers dispute. What is due stands in the journal, so a restart only delays it.</summary>
internal sealed class LaterChanges(StripeEngine engine, StripeWebhookSender webhooks, FaultPlan faults, TimeProvider time) : BackgroundService
{
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(50);

    /// <summary>A change that becomes due when <see cref="SandboxOptions.LaterMilliseconds"/> have passed on the sandbox's clock.</summary>
    public static LaterState Due(LaterKind kind, string subject, SandboxOptions options, TimeProvider time) =>
        new(StripeIds.Object("later"), kind, subject, time.GetUtcNow().ToUnixTimeMilliseconds() + options.LaterMilliseconds);

    /// <summary>A failure here is a bug of the sandbox, and ends it: a change that never comes would only look like a slow gateway.</summary>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var pace = new PeriodicTimer(Pace, time);
        while (await pace.WaitForNextTickAsync(stoppingToken))
        {
            foreach (var outcome in engine.ApplyDue())
            {
                _ = webhooks.Send(outcome.Events, faults.DecideEvents(Operations.Later, outcome.Events[0].ObjectId));
            }
        }
    }
}
