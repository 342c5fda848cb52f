using Stripe;

namespace Integration.GatewaySandbox.Tests;

/// <summary>The nasty profile can be lived with: a client that keeps its keys, looks before it acts and never captures a second intent charges each payment once.</summary>
public sealed class When_a_careful_client_meets_the_worst
{
    private const int Payments = 60;

    [Theory]
    [InlineData(1)]
    [InlineData(42)]
    public async Task Should_charge_every_payment_exactly_once(int seed)
    {
        await using var endpoint = await EventsEndpoint.StartAsync();
        await using var sandbox = await Sandbox.StartAsync(["Profile=nasty", $"Seed={seed}", "SlowMilliseconds=50", "HoldMilliseconds=50", .. endpoint.Settings]);
        await Parallel.ForAsync(0, Payments, new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (n, _) => await PayAsync(sandbox, $"payment-{n}"));

        var ledger = await sandbox.LedgerAsync();
        ledger.GetProperty("payments_charged_twice").GetArrayLength().ShouldBe(0);
        var captures = ledger.GetProperty("captures_by_payment").EnumerateObject().ToList();
        captures.Count.ShouldBe(Payments);
        captures.ShouldAllBe(p => p.Value.GetProperty("captures").GetInt32() == 1 && p.Value.GetProperty("amount_received").GetInt64() == 1999);
        ledger.GetProperty("intents").EnumerateArray().Select(l => l.GetProperty("status").GetString()).ShouldAllBe(s => s == "succeeded" || s == "canceled" || s == "requires_confirmation");
        var counts = await sandbox.UntilAsync("/sandbox/webhooks", c => c.GetProperty("pending").GetInt32() == 0);
        counts.GetProperty("lost").GetInt32().ShouldBeGreaterThan(0);
        endpoint.Accepted.Count.ShouldBe(counts.GetProperty("delivered").GetInt32());
        endpoint.Broken.ShouldBeEmpty();
    }

    private static async Task PayAsync(Sandbox sandbox, string payment)
    {
        for (var attempt = 1; attempt <= 20; attempt++)
        {
            var key = $"{payment}:{attempt}";
            // An intent without a confirmation moves no money: one whose answer was lost may be left behind.
            if (await TryAsync(() => sandbox.CreateAsync(key: key + ":create", metadata: new() { ["integration_payment_id"] = payment })) is not { } created)
            {
                continue;
            }

            await TryAsync(() => sandbox.ConfirmAsync(created.Id, key + ":confirm"));
            if ((await LookAsync(sandbox, created.Id)).Status == "requires_capture")
            {
                await TryAsync(() => sandbox.CaptureAsync(created.Id, key + ":capture"));
            }

            // A cancel whose key remembers an error may be sent under another key: it can only be done once.
            var seen = await LookAsync(sandbox, created.Id);
            for (var i = 0; seen.Status is not ("succeeded" or "canceled"); i++)
            {
                i.ShouldBeLessThan(20, $"{created.Id} could not be canceled");
                await TryAsync(() => sandbox.Intents.CancelAsync(created.Id, null, Sandbox.Key($"{key}:cancel:{i}")));
                seen = await LookAsync(sandbox, created.Id);
            }

            if (seen.Status == "succeeded")
            {
                return;
            }
        }

        throw new InvalidOperationException($"{payment} was not charged in 20 attempts.");
    }

    /// <summary>The same call with the same key, until it is answered; null when the key remembers an error.</summary>
    private static async Task<PaymentIntent?> TryAsync(Func<Task<PaymentIntent>> call)
    {
        for (var i = 0; i < 50; i++)
        {
            try
            {
                return await call();
            }
            catch (StripeException failure) when ((int)failure.HttpStatusCode == 500)
            {
                return null;
            }
            catch (Exception failure) when (failure is StripeException { HttpStatusCode: System.Net.HttpStatusCode.TooManyRequests or System.Net.HttpStatusCode.ServiceUnavailable } or HttpRequestException)
            {
                // Asked again with the same key.
            }
        }

        throw new InvalidOperationException("50 tries in a row met a fault.");
    }

    private static async Task<PaymentIntent> LookAsync(Sandbox sandbox, string id)
    {
        for (var i = 0; i < 50; i++)
        {
            if (await TryAsync(() => sandbox.Intents.GetAsync(id)) is { } intent)
            {
                return intent;
            }
        }

        throw new InvalidOperationException("50 looks in a row met a 500.");
    }
}
