using System.Net;
using Microsoft.Extensions.Time.Testing;

namespace Integration.CrmSandbox.Tests;

public sealed class When_a_token_is_worth_nothing
{
    [Fact]
    public async Task Should_be_told_by_HubSpot()
    {
        await using var sandbox = await Sandbox.StartAsync();
        (await sandbox.SendAsync(HttpMethod.Get, "/crm/v3/properties/deals", null, "pat-other")).ShouldBe(HttpStatusCode.Unauthorized)["category"].GetString().ShouldBe("INVALID_AUTHENTICATION");
        (await sandbox.SendAsync(HttpMethod.Get, "/crm/v3/properties/deals", null, null)).ShouldBe(HttpStatusCode.Unauthorized);
        await sandbox.ControlAsync("token", new { crm = "hubspot", revoked = true });
        (await sandbox.UpsertDealsAsync(Sandbox.Deal("p"))).ShouldBe(HttpStatusCode.Unauthorized);
        (await sandbox.RecordsAsync("hubspot", "deals")).ShouldBeEmpty();
        await sandbox.ControlAsync("token", new { crm = "hubspot", revoked = false });
        (await sandbox.UpsertDealsAsync(Sandbox.Deal("p"))).ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Should_be_told_which_scope_is_missing()
    {
        await using var sandbox = await Sandbox.StartAsync();
        await sandbox.ControlAsync("token", new { crm = "hubspot", missingScope = "crm.objects.deals.write" });
        var reply = (await sandbox.UpsertDealsAsync(Sandbox.Deal("p"))).ShouldBe(HttpStatusCode.Forbidden);
        reply["category"].GetString().ShouldBe("MISSING_SCOPES");
        reply.Errors.Single().GetProperty("context").GetProperty("requiredGranularScopes")[0].GetString().ShouldBe("crm.objects.deals.write");
        await sandbox.ControlAsync("token", new { crm = "hubspot", missingScope = "" });
        (await sandbox.UpsertDealsAsync(Sandbox.Deal("p"))).ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Should_be_told_by_Salesforce_and_replaced()
    {
        await using var sandbox = await Sandbox.StartAsync();
        (await sandbox.TokenAsync(secret: "wrong")).ShouldBe(HttpStatusCode.BadRequest)["error"].GetString().ShouldBe("invalid_client");
        (await sandbox.TokenAsync(id: "wrong")).ShouldBe(HttpStatusCode.BadRequest)["error"].GetString().ShouldBe("invalid_client_id");
        (await sandbox.SalesforceAsync(HttpMethod.Get, "limits")).ShouldBe(HttpStatusCode.OK);
        await sandbox.ControlAsync("token", new { crm = "salesforce", expired = true });
        (await sandbox.SalesforceAsync(HttpMethod.Get, "limits")).ShouldBe(HttpStatusCode.Unauthorized).Body[0].GetProperty("errorCode").GetString().ShouldBe("INVALID_SESSION_ID");
        sandbox.ForgetSession();
        (await sandbox.SalesforceAsync(HttpMethod.Get, "limits")).ShouldBe(HttpStatusCode.OK);
        await sandbox.ControlAsync("token", new { crm = "salesforce", revoked = true });
        (await sandbox.SalesforceAsync(HttpMethod.Get, "limits")).ShouldBe(HttpStatusCode.Unauthorized);
        (await sandbox.TokenAsync()).ShouldBe(HttpStatusCode.BadRequest)["error"].GetString().ShouldBe("invalid_grant");
    }

    [Fact]
    public async Task Should_end_a_session_that_is_not_used()
    {
        var clock = new FakeTimeProvider(new(2026, 11, 30, 9, 0, 0, TimeSpan.Zero));
        await using var sandbox = await Sandbox.StartAsync(clock);
        for (var i = 0; i < 3; i++)
        {
            (await sandbox.SalesforceAsync(HttpMethod.Get, "limits")).ShouldBe(HttpStatusCode.OK);
            clock.Advance(TimeSpan.FromMinutes(119));
        }

        clock.Advance(TimeSpan.FromMinutes(2));
        (await sandbox.SalesforceAsync(HttpMethod.Get, "limits")).ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Should_be_given_by_header_too()
    {
        await using var sandbox = await Sandbox.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/services/oauth2/token") { Content = new FormUrlEncodedContent([new("grant_type", "client_credentials")]) };
        request.Headers.Authorization = new("Basic", Convert.ToBase64String("sandbox-client:sandbox-secret"u8));
        using var answer = await sandbox.Http.SendAsync(request);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
    }
}
