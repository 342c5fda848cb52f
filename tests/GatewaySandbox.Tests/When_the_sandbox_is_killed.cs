namespace Integration.GatewaySandbox.Tests;

/// <summary>The gateway never forgets: real processes, killed.</summary>
public sealed class When_the_sandbox_is_killed : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("gateway-sandbox-").FullName;

    private string Journal => Path.Combine(_directory, "journal.jsonl");

    [Fact]
    public async Task Should_keep_intents_keys_and_undelivered_events()
    {
        await using var endpoint = await EventsEndpoint.StartAsync();
        endpoint.RefuseNext(int.MaxValue);
        string id, answer;
        using (var process = await SandboxProcess.StartAsync([$"JournalFile={Journal}", .. endpoint.Settings]))
        {
            await using var sandbox = Sandbox.At(process.Address);
            var created = await sandbox.CreateAsync(key: "create", metadata: new() { ["integration_payment_id"] = "payment-1" });
            id = created.Id;
            answer = created.StripeResponse.Content;
            await sandbox.ConfirmAsync(id, "confirm");
            process.Kill();
        }

        endpoint.RefuseNext(0);
        using var again = await SandboxProcess.StartAsync([$"JournalFile={Journal}", .. endpoint.Settings]);
        await using var restarted = Sandbox.At(again.Address);
        (await restarted.LineAsync(id)).GetProperty("status").GetString().ShouldBe("requires_capture");
        (await restarted.CreateAsync(key: "create", metadata: new() { ["integration_payment_id"] = "payment-1" })).StripeResponse.Content.ShouldBe(answer);
        (await restarted.ConfirmAsync(id, "confirm")).StripeResponse.Headers.Contains("Idempotent-Replayed").ShouldBeTrue();
        await endpoint.NextAsync("payment_intent.amount_capturable_updated");
        (await restarted.CaptureAsync(id, "capture")).AmountReceived.ShouldBe(1999);
    }

    [Fact]
    public async Task Should_keep_PayPal_s_orders_keys_and_money()
    {
        string order, capture;
        using (var process = await SandboxProcess.StartAsync($"JournalFile={Journal}"))
        {
            await using var sandbox = Sandbox.At(process.Address);
            var paypal = new PayPal.PayPalCaller(sandbox);
            order = (await paypal.CreateAsync("create")).Id;
            capture = (await paypal.CaptureAsync(order, "vault_pending", "capture")).CaptureId;
            process.Kill();
        }

        using var again = await SandboxProcess.StartAsync($"JournalFile={Journal}");
        await using var restarted = Sandbox.At(again.Address);
        var caller = new PayPal.PayPalCaller(restarted);
        (await caller.CreateAsync("create")).Id.ShouldBe(order);
        (await caller.CaptureAsync(order, "vault_pending", "capture")).CaptureId.ShouldBe(capture);
        await caller.ControlAsync($"/sandbox/paypal/settle/{order}");
        (await restarted.LineAsync(order)).GetProperty("amount_received").GetInt64().ShouldBe(1999);
    }

    [Fact]
    public async Task Should_lose_nothing_it_answered_when_killed_under_load()
    {
        var answered = new List<string>();
        using (var process = await SandboxProcess.StartAsync($"JournalFile={Journal}"))
        {
            await using var sandbox = Sandbox.At(process.Address);
            var load = Task.WhenAll(Enumerable.Range(0, 8).Select(async worker =>
            {
                for (var i = 0; ; i++)
                {
                    try
                    {
                        var created = await sandbox.CreateAsync(key: $"{worker}-{i}");
                        lock (answered)
                        {
                            answered.Add(created.Id);
                        }
                    }
                    catch (HttpRequestException)
                    {
                        return;
                    }
                }
            }));
            await sandbox.UntilAsync("/ledger", ledger => ledger.GetProperty("intents").GetArrayLength() > 100);
            process.Kill();
            await load;
        }

        using var again = await SandboxProcess.StartAsync($"JournalFile={Journal}");
        await using var restarted = Sandbox.At(again.Address);
        var kept = (await restarted.LedgerAsync()).GetProperty("intents").EnumerateArray().Select(l => l.GetProperty("id").GetString()!).ToHashSet();
        answered.Count.ShouldBeGreaterThan(50);
        answered.Where(id => !kept.Contains(id)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Should_cut_off_a_torn_last_line_and_go_on()
    {
        string id;
        await using (var sandbox = await Sandbox.StartAsync($"JournalFile={Journal}"))
        {
            id = (await sandbox.CreateAsync()).Id;
        }

        await File.AppendAllTextAsync(Journal, "{\"intents\":[{\"id\":\"pi_to");
        await using (var sandbox = await Sandbox.StartAsync($"JournalFile={Journal}"))
        {
            await sandbox.ConfirmAsync(id);
        }

        await using var last = await Sandbox.StartAsync($"JournalFile={Journal}");
        (await last.Intents.GetAsync(id)).Status.ShouldBe("requires_capture");
    }

    [Fact]
    public async Task Should_refuse_a_second_sandbox_on_the_same_journal()
    {
        await using var first = await Sandbox.StartAsync($"JournalFile={Journal}");
        await Should.ThrowAsync<IOException>(Sandbox.StartAsync($"JournalFile={Journal}"));
        (await first.CreateAsync()).Status.ShouldBe("requires_confirmation");
    }

    [Fact]
    public async Task Should_name_every_wrong_setting_and_exit_with_78()
    {
        using var process = SandboxProcess.Run("SlowMilliseconds=-1", "Webhooks:Stripe:Url=nowhere", "Outage:ForSeconds=-1");
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        var error = await process.StandardError.ReadToEndAsync(deadline.Token);
        await process.WaitForExitAsync(deadline.Token);
        process.ExitCode.ShouldBe(78);
        error.ShouldContain("SlowMilliseconds");
        error.ShouldContain("Sandbox__Webhooks__Stripe__Url");
        error.ShouldContain("ForSeconds");
    }

    public void Dispose() => Directory.Delete(_directory, recursive: true);
}
