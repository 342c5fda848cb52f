using System.Net;
using Stripe;

namespace Integration.GatewaySandbox.Tests;

public sealed class When_an_idempotency_key_is_used_again
{
    [Fact]
    public async Task Should_replay_the_first_answer_to_the_letter()
    {
        await using var sandbox = await Sandbox.StartAsync();
        var first = await sandbox.CreateAsync(key: "key-1");
        await sandbox.ConfirmAsync(first.Id);
        var second = await sandbox.CreateAsync(key: "key-1");

        second.StripeResponse.Content.ShouldBe(first.StripeResponse.Content, "the answer of then, not the state of now");
        first.StripeResponse.Headers.Contains("Idempotent-Replayed").ShouldBeFalse();
        second.StripeResponse.Headers.GetValues("Idempotent-Replayed").Single().ShouldBe("true");
        second.StripeResponse.Headers.GetValues("Original-Request").Single().ShouldBe(first.StripeResponse.RequestId);
        second.StripeResponse.RequestId.ShouldNotBe(first.StripeResponse.RequestId);
        second.StripeResponse.IdempotencyKey.ShouldBe("key-1");
        (await sandbox.LedgerAsync()).GetProperty("intents").GetArrayLength().ShouldBe(1);
    }

    [Fact]
    public async Task Should_replay_a_decline_and_a_refused_status_too()
    {
        await using var sandbox = await Sandbox.StartAsync();
        var created = await sandbox.CreateAsync("pm_card_visa_chargeDeclined");
        var declined = await sandbox.ConfirmAsync(created.Id, "decline").RefusedAsync();
        var refused = await sandbox.CaptureAsync(created.Id, "capture").RefusedAsync();
        await sandbox.ConfirmAsync(created.Id, options: new PaymentIntentConfirmOptions { PaymentMethod = "pm_card_visa", OffSession = true });

        (await sandbox.ConfirmAsync(created.Id, "decline").RefusedAsync()).StripeResponse.Content.ShouldBe(declined.StripeResponse.Content);
        (await sandbox.CaptureAsync(created.Id, "capture").RefusedAsync()).StripeResponse.Content.ShouldBe(refused.StripeResponse.Content);
    }

    [Fact]
    public async Task Should_refuse_other_parameters_and_another_endpoint()
    {
        await using var sandbox = await Sandbox.StartAsync();
        var created = await sandbox.CreateAsync(key: "key-1");
        foreach (var call in new Func<Task>[] { () => sandbox.CreateAsync(key: "key-1", amount: 2000), () => sandbox.ConfirmAsync(created.Id, "key-1") })
        {
            var failure = await call().RefusedAsync();
            (failure.HttpStatusCode, failure.StripeError.Type).ShouldBe((HttpStatusCode.BadRequest, "idempotency_error"));
        }

        (await sandbox.Intents.GetAsync(created.Id)).Status.ShouldBe("requires_confirmation");
    }

    [Fact]
    public async Task Should_refuse_a_twin_while_the_first_is_under_way()
    {
        await using var sandbox = await Sandbox.StartAsync("SlowMilliseconds=3000");
        var created = await sandbox.CreateAsync();
        await sandbox.FaultAsync("confirm", "slow");
        var first = sandbox.ConfirmAsync(created.Id, "twin");
        await sandbox.UntilAsync("/sandbox/log?operation=confirm", log => log.GetArrayLength() == 1 && log[0].GetProperty("fault").GetString() == "slow");

        var failure = await sandbox.ConfirmAsync(created.Id, "twin").RefusedAsync();
        (failure.HttpStatusCode, failure.StripeError.Code).ShouldBe((HttpStatusCode.Conflict, "idempotency_key_in_use"));
        (await first).Status.ShouldBe("requires_capture");
        (await sandbox.ConfirmAsync(created.Id, "twin")).StripeResponse.Headers.Contains("Idempotent-Replayed").ShouldBeTrue();
    }

    [Fact]
    public async Task Should_execute_anew_after_a_day()
    {
        await using var sandbox = await Sandbox.StartAsync();
        var first = await sandbox.CreateAsync(key: "key-1");
        await sandbox.AdvanceAsync(TimeSpan.FromHours(23.9));
        (await sandbox.CreateAsync(key: "key-1")).Id.ShouldBe(first.Id);
        await sandbox.AdvanceAsync(TimeSpan.FromHours(0.2));
        (await sandbox.CreateAsync(key: "key-1", amount: 2000)).Id.ShouldNotBe(first.Id);
    }

    [Fact]
    public async Task Should_execute_anew_when_the_keys_were_forgotten_on_demand()
    {
        await using var sandbox = await Sandbox.StartAsync();
        var first = await sandbox.CreateAsync(key: "key-1");
        using var answer = await sandbox.Http.DeleteAsync(new Uri("/sandbox/idempotency-keys", UriKind.Relative));
        answer.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await sandbox.CreateAsync(key: "key-1")).Id.ShouldNotBe(first.Id);
    }

    [Fact]
    public async Task Should_execute_once_for_many_twins_at_once()
    {
        await using var sandbox = await Sandbox.StartAsync();
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 40).Select(async _ =>
        {
            try
            {
                return (await sandbox.CreateAsync(key: "crowd")).Id;
            }
            catch (StripeException failure) when (failure.HttpStatusCode == HttpStatusCode.Conflict)
            {
                return "in use";
            }
        }));
        outcomes.Where(o => o != "in use").Distinct().Count().ShouldBe(1);
        (await sandbox.LedgerAsync()).GetProperty("intents").GetArrayLength().ShouldBe(1);
    }

    [Fact]
    public async Task Should_accept_a_post_without_a_key_each_time()
    {
        await using var sandbox = await Sandbox.StartAsync();
        using var http = new HttpClient { BaseAddress = sandbox.Address };
        http.DefaultRequestHeaders.Authorization = new("Bearer", Sandbox.SecretKey);
        for (var i = 0; i < 2; i++)
        {
            using var body = new FormUrlEncodedContent(new Dictionary<string, string> { ["amount"] = "1999", ["currency"] = "eur" });
            using var answer = await http.PostAsync(new Uri("/v1/payment_intents", UriKind.Relative), body);
            answer.StatusCode.ShouldBe(HttpStatusCode.OK);
            answer.Headers.Contains("Idempotency-Key").ShouldBeFalse();
        }

        (await sandbox.LedgerAsync()).GetProperty("intents").GetArrayLength().ShouldBe(2);
    }
}
