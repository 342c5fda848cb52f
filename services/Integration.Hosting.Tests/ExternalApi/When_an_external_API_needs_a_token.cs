using Microsoft.Extensions.Time.Testing;

namespace Integration.Hosting.Tests.ExternalApi;

public sealed class When_an_external_API_needs_a_token
{
    private static readonly (string, string) OAuth2 = ("Auth:Kind", "oauth2");

    [Fact]
    public async Task Should_fetch_it_once_for_a_hundred_concurrent_calls()
    {
        await using var party = await ThirdParty.StartAsync();
        var client = party.Client(settings: OAuth2);
        var answers = await Task.WhenAll(Enumerable.Range(0, 100).Select(i => client.GetAsync($"contacts/{i}", CancellationToken.None)));

        answers.ShouldAllBe(a => a.Status == 200);
        party.TokensIssued.ShouldBe(1);
        party.Calls.Count.ShouldBe(100);
        party.Calls.ShouldAllBe(c => c.Headers["Authorization"] == "Bearer planted-token-1");
    }

    [Fact]
    public async Task Should_ask_with_the_refresh_token_of_an_app_that_was_installed()
    {
        await using var party = await ThirdParty.StartAsync();
        var client = party.Client(settings: [
            ("Auth:Kind", "RefreshToken"), ("Auth:RefreshToken:TokenAddress", new Uri(party.Address, "token").ToString()), ("Auth:RefreshToken:ClientId", "us"),
            ("Auth:RefreshToken:ClientSecret", "planted-client-secret"), ("Auth:RefreshToken:Token", "planted-refresh-token")]);
        (await client.GetAsync("contacts/1", CancellationToken.None)).Status.ShouldBe(200);
        party.Calls.Single().Headers["Authorization"].ShouldBe("Bearer planted-token-1");
        party.Asked.Single().ToDictionary(f => f.Key, f => f.Value.ToString()).ShouldBe(new Dictionary<string, string>
        {
            ["grant_type"] = "refresh_token", ["refresh_token"] = "planted-refresh-token", ["client_id"] = "us", ["client_secret"] = "planted-client-secret",
        }, ignoreOrder: true);
        party.Log.ShouldAllBe(line => !line.Contains("planted", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Should_renew_it_before_it_expires()
    {
        await using var party = await ThirdParty.StartAsync();
        var time = new FakeTimeProvider(DateTimeOffset.UnixEpoch);
        var client = party.Client(time, OAuth2, ("Auth:OAuth2:RenewSeconds", "60"));
        await client.GetAsync("contacts/1", CancellationToken.None);

        time.Advance(TimeSpan.FromSeconds(3539));
        await client.GetAsync("contacts/1", CancellationToken.None);
        party.TokensIssued.ShouldBe(1);

        time.Advance(TimeSpan.FromSeconds(1));
        await client.GetAsync("contacts/1", CancellationToken.None);
        party.TokensIssued.ShouldBe(2);
        party.Calls.Last().Headers["Authorization"].ShouldBe("Bearer planted-token-2");
    }

    [Fact]
    public async Task Should_throw_a_refused_one_away_and_fetch_one_new_one()
    {
        await using var party = await ThirdParty.StartAsync();
        var client = party.Client(settings: OAuth2);
        await client.GetAsync("contacts/1", CancellationToken.None);
        party.RevokedUpTo = 1;

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => client.GetAsync($"contacts/{i}", CancellationToken.None)));
        answers.ShouldAllBe(a => a.Status == 200);
        party.TokensIssued.ShouldBe(2);
    }

    [Fact]
    public async Task Should_hand_the_second_refusal_to_the_caller()
    {
        await using var party = await ThirdParty.StartAsync();
        party.RevokedUpTo = int.MaxValue;
        (await party.Client(settings: OAuth2).GetAsync("contacts/1", CancellationToken.None)).Status.ShouldBe(401);
        (party.TokensIssued, party.Calls.Count).ShouldBe((2, 2));
    }

    [Theory]
    [InlineData(401, true)]
    [InlineData(403, true)]
    [InlineData(404, false)]
    [InlineData(503, false)]
    public async Task Should_not_send_the_call_when_there_is_none(int status, bool refused)
    {
        await using var party = await ThirdParty.StartAsync();
        party.Answer = context =>
        {
            context.Response.StatusCode = status;
            return Task.CompletedTask;
        };
        var client = party.Client(settings: [OAuth2, ("Auth:OAuth2:TokenAddress", new Uri(party.Address, "nowhere").ToString())]);
        var failure = await Should.ThrowAsync<Hosting.ExternalApi.ExternalApiException>(() => client.GetAsync("contacts/1", CancellationToken.None));
        (failure.Kind, failure.Message).ShouldBe((Hosting.ExternalApi.OutgoingFailureKind.NotExecuted, $"crm: no access token: the issuer answered {status}"));
        failure.InnerException.ShouldBeOfType<Hosting.ExternalApi.AccessTokenException>().Refused.ShouldBe(refused);
        party.Calls.ShouldAllBe(c => c.Path == "/nowhere");
    }
}
