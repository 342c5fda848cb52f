namespace Integration.GatewaySandbox.Tests.PayPal;

public sealed class When_PayPal_gives_a_token
{
    [Fact]
    public async Task Should_give_it_for_the_client_s_credentials_only()
    {
        await using var sandbox = await Sandbox.StartAsync();
        var paypal = new PayPalCaller(sandbox);
        var good = await paypal.TokenAsync();
        (good.Status, good.Body.GetProperty("token_type").GetString(), good.Body.GetProperty("expires_in").GetInt32()).ShouldBe((200, "Bearer", 32_400));
        foreach (var bad in new[] { await paypal.TokenAsync(secret: "guessed"), await paypal.TokenAsync(client: "somebody") })
        {
            (bad.Status, bad.Body.GetProperty("error").GetString()).ShouldBe((401, "invalid_client"));
        }

        var grant = await paypal.TokenAsync(grant: "password");
        (grant.Status, grant.Body.GetProperty("error").GetString()).ShouldBe((400, "unsupported_grant_type"));
    }

    [Fact]
    public async Task Should_let_nobody_in_without_one_or_with_one_that_is_over()
    {
        await using var sandbox = await Sandbox.StartAsync("PayPal:TokenSeconds=600");
        var paypal = new PayPalCaller(sandbox);
        using var naked = new HttpRequestMessage(HttpMethod.Get, "/v2/checkout/orders/X");
        (await paypal.SendAsync(naked)).ShouldSatisfyAllConditions(r => r.Status.ShouldBe(401), r => r.Body.GetProperty("name").GetString().ShouldBe("AUTHENTICATION_FAILURE"), r => r.DebugId.ShouldNotBeNull());

        (await paypal.CreateAsync()).Status.ShouldBe(201);
        await sandbox.AdvanceAsync(TimeSpan.FromSeconds(601));
        var late = await paypal.CreateAsync();
        (late.Status, late.Body.GetProperty("error").GetString()).ShouldBe((401, "invalid_token"));
    }

    [Fact]
    public async Task Should_take_all_of_them_back_when_told()
    {
        await using var sandbox = await Sandbox.StartAsync();
        var paypal = new PayPalCaller(sandbox);
        (await paypal.CreateAsync()).Status.ShouldBe(201);
        using var gone = await sandbox.Http.DeleteAsync(new Uri("/sandbox/paypal/tokens", UriKind.Relative));
        (await paypal.CreateAsync()).Status.ShouldBe(401);
    }
}
