using System.Net;
using System.Net.Http.Json;
using Stripe;

namespace Integration.GatewaySandbox.Tests;

public sealed class When_a_fault_is_asked_for
{
    [Fact]
    public async Task Should_execute_and_let_the_client_wait_in_vain()
    {
        await using var sandbox = await Sandbox.StartAsync();
        var created = await sandbox.CreateAsync();
        await sandbox.FaultAsync("confirm", "executed_then_timeout", created.Id);
        var impatient = sandbox.Client(Sandbox.SecretKey, timeoutSeconds: 1).V1.PaymentIntents;
        await Should.ThrowAsync<TaskCanceledException>(impatient.ConfirmAsync(created.Id, new PaymentIntentConfirmOptions { OffSession = true, Expand = ["latest_charge"] }, Sandbox.Key("k")));

        (await sandbox.Intents.GetAsync(created.Id)).Status.ShouldBe("requires_capture");
        var replayed = await sandbox.ConfirmAsync(created.Id, "k");
        (replayed.Status, replayed.StripeResponse.Headers.Contains("Idempotent-Replayed")).ShouldBe(("requires_capture", true));
    }

    [Fact]
    public async Task Should_cut_a_patient_client_off_in_the_end()
    {
        await using var sandbox = await Sandbox.StartAsync("HoldMilliseconds=50");
        var created = await sandbox.CreateAsync();
        await sandbox.FaultAsync("capture", "executed_then_timeout");
        await sandbox.ConfirmAsync(created.Id);
        await Should.ThrowAsync<HttpRequestException>(sandbox.CaptureAsync(created.Id, "k"));
        (await sandbox.Intents.GetAsync(created.Id)).Status.ShouldBe("succeeded");
    }

    [Theory]
    [InlineData("executed_then_500", true)]
    [InlineData("not_executed_500", false)]
    public async Task Should_remember_a_500_under_its_key_whether_or_not_it_executed(string fault, bool executed)
    {
        await using var sandbox = await Sandbox.StartAsync();
        var created = await sandbox.CreateAsync();
        await sandbox.FaultAsync("confirm", fault);
        for (var i = 0; i < 2; i++)
        {
            var failure = await sandbox.ConfirmAsync(created.Id, "k").RefusedAsync();
            (failure.HttpStatusCode, failure.StripeError.Type).ShouldBe((HttpStatusCode.InternalServerError, "api_error"));
            failure.StripeResponse.Headers.GetValues("Stripe-Should-Retry").Single().ShouldBe("false");
            failure.StripeResponse.Headers.Contains("Idempotent-Replayed").ShouldBe(i == 1);
        }

        (await sandbox.Intents.GetAsync(created.Id)).Status.ShouldBe(executed ? "requires_capture" : "requires_confirmation");
    }

    [Theory]
    [InlineData("not_executed_503", HttpStatusCode.ServiceUnavailable, null)]
    [InlineData("rate_limited", HttpStatusCode.TooManyRequests, "rate_limit")]
    [InlineData("lock_timeout", HttpStatusCode.TooManyRequests, "lock_timeout")]
    public async Task Should_neither_execute_nor_remember(string fault, HttpStatusCode status, string? code)
    {
        await using var sandbox = await Sandbox.StartAsync();
        var created = await sandbox.CreateAsync();
        await sandbox.FaultAsync("confirm", fault);
        var failure = await sandbox.ConfirmAsync(created.Id, "k").RefusedAsync();
        (failure.HttpStatusCode, failure.StripeError.Code).ShouldBe((status, code));
        (await sandbox.Intents.GetAsync(created.Id)).Status.ShouldBe("requires_confirmation");
        (await sandbox.ConfirmAsync(created.Id, "k")).Status.ShouldBe("requires_capture");
    }

    [Theory]
    [InlineData("connection_reset_before", "requires_confirmation", false)]
    [InlineData("connection_reset_after", "requires_capture", true)]
    public async Task Should_reset_the_connection_before_or_after_it_executed(string fault, string status, bool replays)
    {
        await using var sandbox = await Sandbox.StartAsync();
        var created = await sandbox.CreateAsync();
        await sandbox.FaultAsync("confirm", fault);
        await Should.ThrowAsync<HttpRequestException>(sandbox.ConfirmAsync(created.Id, "k"));
        (await sandbox.Intents.GetAsync(created.Id)).Status.ShouldBe(status);
        var again = await sandbox.ConfirmAsync(created.Id, "k");
        (again.Status, again.StripeResponse.Headers.Contains("Idempotent-Replayed")).ShouldBe(("requires_capture", replays));
    }

    [Fact]
    public async Task Should_execute_late_even_when_the_client_hung_up()
    {
        await using var sandbox = await Sandbox.StartAsync("SlowMilliseconds=1500");
        var created = await sandbox.CreateAsync();
        await sandbox.FaultAsync("confirm", "slow");
        using var hangUp = new CancellationTokenSource();
        var call = sandbox.Intents.ConfirmAsync(created.Id, new PaymentIntentConfirmOptions { OffSession = true }, Sandbox.Key("k"), hangUp.Token);
        await sandbox.UntilAsync("/sandbox/log?operation=confirm", log => log.GetArrayLength() == 1 && log[0].GetProperty("fault").GetString() == "slow");
        (await sandbox.Intents.GetAsync(created.Id)).Status.ShouldBe("requires_confirmation");
        await hangUp.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(call);
        await sandbox.UntilAsync("/ledger", ledger => ledger.GetProperty("intents")[0].GetProperty("status").GetString() == "requires_capture");
    }

    [Fact]
    public async Task Should_hit_only_what_matches_and_as_often_as_asked()
    {
        await using var sandbox = await Sandbox.StartAsync();
        await sandbox.FaultAsync("create", "not_executed_503", "payment-7", times: 2);
        (await sandbox.CreateAsync(metadata: new() { ["integration_payment_id"] = "payment-6" })).Id.ShouldStartWith("pi_");
        for (var i = 0; i < 2; i++)
        {
            await sandbox.CreateAsync(metadata: new() { ["integration_payment_id"] = "payment-7" }).RefusedAsync();
        }

        var created = await sandbox.CreateAsync(metadata: new() { ["integration_payment_id"] = "payment-7" });
        await sandbox.FaultAsync("*", "rate_limited", "payment-7");
        await sandbox.ConfirmAsync(created.Id).RefusedAsync();
        await sandbox.FaultAsync("capture", "rate_limited", "key-of-capture");
        await sandbox.ConfirmAsync(created.Id);
        await sandbox.CaptureAsync(created.Id, "the-key-of-capture-1").RefusedAsync();
        (await sandbox.Http.GetFromJsonAsync<List<object>>("/sandbox/faults"))!.ShouldBeEmpty();
    }

    [Fact]
    public async Task Should_forget_the_rules_when_told_and_refuse_wrong_ones()
    {
        await using var sandbox = await Sandbox.StartAsync("MaxFaultRules=1");
        await sandbox.FaultAsync("*", "rate_limited");
        using var full = await sandbox.Http.PostAsJsonAsync("/sandbox/faults", new { operation = "*", fault = "slow" });
        full.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        using var gone = await sandbox.Http.DeleteAsync(new Uri("/sandbox/faults", UriKind.Relative));
        gone.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await sandbox.CreateAsync()).Status.ShouldBe("requires_confirmation");
        foreach (var wrong in new object[] { new { fault = "fire" }, new { operation = "transfer", fault = "slow" }, new { fault = "slow", times = 0 } })
        {
            using var answer = await sandbox.Http.PostAsJsonAsync("/sandbox/faults", wrong);
            answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        }
    }

    [Fact]
    public async Task Should_stand_in_the_log()
    {
        await using var sandbox = await Sandbox.StartAsync();
        await sandbox.FaultAsync("create", "executed_then_500");
        await sandbox.CreateAsync(key: "k").RefusedAsync();
        await sandbox.CreateAsync(key: "k").RefusedAsync();
        var log = await sandbox.LogAsync("create");
        log.Select(e => (e.GetProperty("key").GetString(), e.GetProperty("fault").GetString(), e.GetProperty("status").GetInt32(), e.GetProperty("executed").GetBoolean(), e.GetProperty("replayed").GetBoolean()))
            .ShouldBe([("k", "executed_then_500", 500, true, false), ("k", null, 500, false, true)]);
    }
}
