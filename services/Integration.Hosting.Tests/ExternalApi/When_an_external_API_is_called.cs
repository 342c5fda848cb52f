using System.Diagnostics.Metrics;
using System.Security.Cryptography;
using System.Text;
using Integration.Hosting.ExternalApi;
using Integration.Hosting.Startup;
using Integration.Persistence.Telemetry;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace Integration.Hosting.Tests.ExternalApi;

public sealed class When_an_external_API_is_called
{
    [Fact]
    public async Task Should_send_the_key_in_its_header()
    {
        await using var party = await ThirdParty.StartAsync();
        party.Answer = context => context.Response.WriteAsJsonAsync(new { name = "Ada" });
        var client = party.Client(settings: [("Auth:Kind", "ApiKey"), ("Auth:ApiKey:Key", "planted-key"), ("Auth:ApiKey:Header", "Authorization"), ("Auth:ApiKey:Prefix", "Key ")]);
        var answer = await client.SendAsync(ExternalRequest.Json(HttpMethod.Post, "contacts?x=1", new { name = "Ada" }), CancellationToken.None);

        answer.Read<Dictionary<string, string>>()!["name"].ShouldBe("Ada");
        var call = party.Calls.ShouldHaveSingleItem();
        (call.Path, call.Headers["Authorization"], Encoding.UTF8.GetString(call.Body.Span)).ShouldBe(("/base/contacts?x=1", "Key planted-key", "{\"name\":\"Ada\"}"));
    }

    [Fact]
    public async Task Should_show_the_headers_of_the_answer()
    {
        await using var party = await ThirdParty.StartAsync();
        party.Answer = context =>
        {
            (context.Response.Headers["X-Left"], context.Response.Headers["X-Many"]) = ("18/5000", new(["a", "b"]));
            return Task.CompletedTask;
        };
        var headers = (await party.Client().GetAsync("contacts", CancellationToken.None)).Headers;
        (headers["x-left"], headers["X-MANY"]).ShouldBe(("18/5000", "a, b"));
    }

    [Fact]
    public async Task Should_sign_each_request_as_it_goes_out()
    {
        await using var party = await ThirdParty.StartAsync();
        party.Answer = context =>
        {
            context.Response.StatusCode = party.Calls.Count == 1 ? 503 : 200;
            return Task.CompletedTask;
        };
        var client = party.Client(settings:
            [("Auth:Kind", "Hmac"), ("Auth:Hmac:Secret", "planted-hmac"), ("Auth:Hmac:KeyId", "k1"), ("Auth:Hmac:SignatureHeader", "Signature"), ("Auth:Hmac:TimeHeader", "When")]);
        await client.SendAsync(ExternalRequest.Json(HttpMethod.Post, "contacts?x=1", "é", "key-1"), CancellationToken.None);

        party.Calls.Count.ShouldBe(2);
        foreach (var call in party.Calls)
        {
            call.Headers["X-Key-Id"].ShouldBe("k1");
            var hash = Convert.ToHexStringLower(SHA256.HashData(call.Body.Span));
            call.Headers["X-Content-SHA256"].ShouldBe(hash);
            var signed = $"POST\n/base/contacts?x=1\n{call.Headers["When"]}\n{hash}";
            call.Headers["Signature"].ShouldBe(Convert.ToHexStringLower(HMACSHA256.HashData("planted-hmac"u8, Encoding.UTF8.GetBytes(signed))));
        }
    }

    [Theory]
    [InlineData("https://elsewhere.example/x")]
    [InlineData("\\\\elsewhere.example/x")]
    [InlineData("../admin")]
    [InlineData("contacts/../../admin")]
    [InlineData("%2e%2e/admin")]
    public async Task Should_not_carry_its_secrets_out_of_the_base_address(string path)
    {
        await using var party = await ThirdParty.StartAsync();
        await Should.ThrowAsync<ArgumentException>(() => party.Client().GetAsync(path, CancellationToken.None));
        party.Calls.ShouldBeEmpty();
    }

    [Fact]
    public async Task Should_not_follow_a_redirect()
    {
        await using var party = await ThirdParty.StartAsync();
        party.Answer = context =>
        {
            context.Response.Redirect("/elsewhere");
            return Task.CompletedTask;
        };
        (await party.Client().GetAsync("contacts", CancellationToken.None)).Status.ShouldBe(302);
        party.Calls.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("OAuth2")]
    [InlineData("ApiKey")]
    [InlineData("Hmac")]
    public async Task Should_log_each_call_without_any_secret(string kind)
    {
        await using var party = await ThirdParty.StartAsync();
        party.Answer = context => context.Response.WriteAsync("planted-answer");
        var client = party.Client(settings: [("Auth:Kind", kind), ("Auth:ApiKey:Key", "planted-key"), ("Auth:Hmac:Secret", "planted-hmac")]);
        await client.SendAsync(ExternalRequest.Json(HttpMethod.Post, "contacts/7?email=planted-query", "planted-body", "planted-idempotency"), CancellationToken.None);
        party.Answer = context =>
        {
            context.Abort();
            return Task.CompletedTask;
        };
        await Should.ThrowAsync<ExternalApiException>(() => client.GetAsync("contacts/8?email=planted-query", CancellationToken.None));

        var log = string.Join('\n', party.Log);
        log.ShouldContain("crm: POST 127.0.0.1/base/contacts/7 answered 200 in ");
        log.ShouldContain("crm: GET 127.0.0.1/base/contacts/8 was not answered: the connection or the answer broke");
        log.ShouldNotContain("planted");
        log.ShouldNotContain(Convert.ToBase64String("us:planted-client-secret"u8));
    }

    [Fact]
    public async Task Should_measure_each_call_by_api_and_outcome()
    {
        await using var party = await ThirdParty.StartAsync();
        var measured = new List<(object? Api, object? Outcome)>();
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, self) =>
        {
            if (instrument.Meter.Name == IntegrationTelemetry.Name && instrument.Name == "integration.external_api.duration")
            {
                self.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<double>((_, seconds, tags, _) =>
        {
            seconds.ShouldBeGreaterThanOrEqualTo(0);
            lock (measured)
            {
                measured.Add((tags[0].Value, tags[1].Value));
            }
        });
        listener.Start();
        party.Answer = context =>
        {
            context.Response.StatusCode = 418;
            return Task.CompletedTask;
        };
        await party.Client().GetAsync("contacts", CancellationToken.None);
        lock (measured)
        {
            measured.ShouldContain(("crm", "refused"));
        }
    }

    [Fact]
    public void Should_name_every_wrong_setting_of_every_API()
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["ExternalApis:one:BaseAddress"] = "http://api.example", ["ExternalApis:one:Auth:Kind"] = "Hmac",
            ["ExternalApis:two:Burst"] = "many", ["ExternalApis:two:Auth:Kind"] = "OAuth2", ["ExternalApis:two:Auth:OAuth2:TokenAddress"] = "http://token.example",
            ["ConnectionStrings:Redis"] = "localhost:6379,password=planted,nonsense=1",
        });
        builder.AddExternalApi("one");
        builder.AddExternalApi("two");
        using var provider = builder.Services.BuildServiceProvider();

        var wrong = Should.Throw<Exception>(() => provider.GetRequiredService<IStartupValidator>().Validate());
        var told = wrong is AggregateException several ? string.Join('\n', several.InnerExceptions.Select(e => e.Message)) : wrong.Message;
        told.ShouldContain("ExternalApis__one__BaseAddress: has to be an https address");
        told.ShouldContain("ExternalApis__one__Auth__Hmac__Secret: is missing");
        told.ShouldContain("ExternalApis__two__BaseAddress");
        told.ShouldContain("ExternalApis__two__Burst cannot be read");
        told.ShouldContain("ExternalApis__two__Auth__OAuth2__ClientSecret: is missing");
        told.ShouldContain("ExternalApis__two__Auth__OAuth2__TokenAddress: has to be an https address");
        told.ShouldContain("ConnectionStrings__Redis cannot be read");
        told.ShouldNotContain("planted");
    }
}
