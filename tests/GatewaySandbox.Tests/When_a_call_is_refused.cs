using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Stripe;

namespace Integration.GatewaySandbox.Tests;

public sealed class When_a_call_is_refused
{
    [Theory]
    [InlineData("capture", "requires_confirmation", "status of requires_confirmation. Only a PaymentIntent with one of the following statuses may be captured")]
    [InlineData("capture", "succeeded", "has already been captured")]
    [InlineData("capture", "canceled", "status of canceled")]
    [InlineData("cancel", "succeeded", "You cannot cancel this PaymentIntent because it has a status of succeeded")]
    [InlineData("cancel", "canceled", "You cannot cancel this PaymentIntent because it has a status of canceled")]
    [InlineData("confirm", "requires_capture", "already succeeded after being previously confirmed")]
    [InlineData("confirm", "succeeded", "already succeeded after being previously confirmed")]
    [InlineData("confirm", "canceled", "status of canceled")]
    public async Task Should_name_the_status_that_forbids_it_and_carry_the_intent(string operation, string status, string words)
    {
        await using var sandbox = await Sandbox.StartAsync();
        var id = (await sandbox.CreateAsync(capture: status == "succeeded" ? "automatic" : "manual")).Id;
        switch (status)
        {
            case "succeeded" or "requires_capture":
                await sandbox.ConfirmAsync(id);
                break;
            case "canceled":
                await sandbox.Intents.CancelAsync(id);
                break;
        }

        var failure = await (operation switch
        {
            "capture" => sandbox.CaptureAsync(id),
            "cancel" => sandbox.Intents.CancelAsync(id),
            _ => sandbox.ConfirmAsync(id),
        }).RefusedAsync();
        ((int)failure.HttpStatusCode, failure.StripeError.Type, failure.StripeError.Code).ShouldBe((400, "invalid_request_error", "payment_intent_unexpected_state"));
        failure.StripeError.Message.ShouldContain(words);
        (failure.StripeError.PaymentIntent.Id, failure.StripeError.PaymentIntent.Status).ShouldBe((id, status));
    }

    [Theory]
    [InlineData("amount=49&currency=eur", "amount_too_small", "amount")]
    [InlineData("amount=100000000&currency=eur", "amount_too_large", "amount")]
    [InlineData("amount=12.5&currency=eur", "parameter_invalid_integer", "amount")]
    [InlineData("amount=-5&currency=eur", "parameter_invalid_integer", "amount")]
    [InlineData("amount=99999999999999999999&currency=eur", "parameter_invalid_integer", "amount")]
    [InlineData("amount=1999&currency=xxx", null, "currency")]
    [InlineData("amount=1999", "parameter_missing", "currency")]
    [InlineData("currency=eur", "parameter_missing", "amount")]
    [InlineData("amount=1999&currency=eur&colour=red", "parameter_unknown", "colour")]
    [InlineData("amount=1999&currency=eur&payment_method_types[0]=card", "parameter_unknown", "payment_method_types")]
    [InlineData("amount=1999&currency=eur&on_behalf_of=acct_1", "sandbox_not_modelled", "on_behalf_of")]
    [InlineData("amount=1999&currency=eur&capture_method=later", null, "capture_method")]
    [InlineData("amount=1999&currency=eur&confirm=perhaps", null, "confirm")]
    [InlineData("amount=1999&currency=eur&expand[0]=everything", null, "expand")]
    [InlineData("amount=1999&currency=eur&payment_method=pm_unknown", "resource_missing", "payment_method")]
    [InlineData("amount=1999&currency=eur&customer=nobody", "resource_missing", "customer")]
    public async Task Should_name_the_parameter(string body, string? code, string parameter)
    {
        await using var sandbox = await Sandbox.StartAsync();
        var (status, error) = await PostAsync(sandbox, "/v1/payment_intents", body, key: "bad");
        status.ShouldBe(HttpStatusCode.BadRequest);
        error.GetProperty("type").GetString().ShouldBe("invalid_request_error");
        error.GetProperty("param").GetString().ShouldBe(parameter);
        (error.TryGetProperty("code", out var c) ? c.GetString() : null).ShouldBe(code);

        // Refused before execution: the key is still free, for other parameters too.
        (await sandbox.CreateAsync(key: "bad")).Status.ShouldBe("requires_confirmation");
        (await sandbox.LedgerAsync()).GetProperty("intents").GetArrayLength().ShouldBe(1);
    }

    [Fact]
    public async Task Should_still_know_the_older_parameter_in_an_older_version()
    {
        await using var sandbox = await Sandbox.StartAsync();
        var (status, intent) = await PostAsync(sandbox, "/v1/payment_intents", "amount=1999&currency=eur&payment_method_types[0]=card", version: "2026-08-26.dahlia");
        status.ShouldBe(HttpStatusCode.OK);
        intent.GetProperty("payment_method_types")[0].GetString().ShouldBe("card");
    }

    [Fact]
    public async Task Should_ask_for_a_return_address_when_methods_that_redirect_are_allowed()
    {
        await using var sandbox = await Sandbox.StartAsync();
        var created = await sandbox.Intents.CreateAsync(new PaymentIntentCreateOptions { Amount = 1999, Currency = "eur", PaymentMethod = "pm_card_visa" });
        var failure = await sandbox.ConfirmAsync(created.Id, options: new PaymentIntentConfirmOptions()).RefusedAsync();
        failure.StripeError.Param.ShouldBe("return_url");
        (await sandbox.ConfirmAsync(created.Id, options: new PaymentIntentConfirmOptions { ReturnUrl = "https://shop.example/back" })).Status.ShouldBe("succeeded");
    }

    [Theory]
    [InlineData("Bearer sk_test_wrong_key_here")]
    [InlineData("Basic !!!")]
    [InlineData(null)]
    public async Task Should_refuse_a_key_that_is_not_the_account_s(string? authorization)
    {
        await using var sandbox = await Sandbox.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/v1/payment_intents");
        request.Headers.TryAddWithoutValidation("Authorization", authorization);
        using var answer = await sandbox.Http.SendAsync(request);
        answer.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        answer.Headers.GetValues("Request-Id").Single().ShouldStartWith("req_");
        (await answer.Content.ReadAsStringAsync()).ShouldNotContain("sk_test_wrong_key_here");

        var failure = await sandbox.Client("sk_test_other").V1.PaymentIntents.GetAsync("pi_1").RefusedAsync();
        failure.HttpStatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Should_not_find_what_does_not_exist()
    {
        await using var sandbox = await Sandbox.StartAsync();
        foreach (var call in new Func<Task>[]
        {
            () => sandbox.Intents.GetAsync("pi_none"), () => sandbox.ConfirmAsync("pi_none"), () => sandbox.CaptureAsync("pi_none"), () => sandbox.Intents.CancelAsync("pi_none"),
            () => sandbox.Stripe.V1.Charges.GetAsync("ch_none"),
        })
        {
            var failure = await call().RefusedAsync();
            (failure.HttpStatusCode, failure.StripeError.Code).ShouldBe((HttpStatusCode.NotFound, "resource_missing"));
        }

        var (status, error) = await PostAsync(sandbox, "/v1/payment_intentz", "amount=1");
        status.ShouldBe(HttpStatusCode.NotFound);
        error.GetProperty("message").GetString().ShouldStartWith("Unrecognized request URL (POST: /v1/payment_intentz)");
    }

    [Fact]
    public async Task Should_refuse_a_body_over_the_limit_and_one_that_is_no_form()
    {
        await using var sandbox = await Sandbox.StartAsync("MaxBodyBytes=2000");
        (await PostAsync(sandbox, "/v1/payment_intents", "amount=1999&currency=eur&description=" + new string('x', 2000))).Status.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
        using var json = new StringContent("{}", MediaTypeHeaderValue.Parse("application/json"));
        using var answer = await sandbox.PostAsync("/v1/payment_intents", json);
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Should_refuse_new_objects_over_the_limit_and_keep_serving_the_old()
    {
        await using var sandbox = await Sandbox.StartAsync("MaxObjects=2");
        var created = await sandbox.CreateAsync();
        (await sandbox.CreateAsync().RefusedAsync()).HttpStatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        (await sandbox.Intents.GetAsync(created.Id)).Id.ShouldBe(created.Id);
    }

    private static async Task<(HttpStatusCode Status, JsonElement Body)> PostAsync(Sandbox sandbox, string path, string body, string? key = null, string? version = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(body, MediaTypeHeaderValue.Parse("application/x-www-form-urlencoded")) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Sandbox.SecretKey);
        if (key is not null)
        {
            request.Headers.Add("Idempotency-Key", key);
        }

        if (version is not null)
        {
            request.Headers.Add("Stripe-Version", version);
        }

        using var answer = await sandbox.Http.SendAsync(request);
        using var json = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        return (answer.StatusCode, json.RootElement.TryGetProperty("error", out var error) ? error.Clone() : json.RootElement.Clone());
    }
}
