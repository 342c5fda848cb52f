using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;

namespace Integration.WebhookIngress.Tests;

/// <summary>Each has one expected status, says what is wrong, and leaves nothing behind.</summary>
public sealed class When_a_request_of_the_API_is_bad(ApiHost host) : IClassFixture<ApiHost>
{
    private const string Card = "\"card\":{\"paymentMethod\":\"pm_card_visa\"}";
    private const string Number = "4242 4242 4242 4242";

    [Theory]
    [InlineData("", "bad-body")]
    [InlineData("null", "bad-body")]
    [InlineData("[]", "bad-body")]
    [InlineData("nonsense", "bad-body")]
    [InlineData("{\"customerId\":\"c\"", "bad-body")]
    [InlineData("""{"customerId":"c","customerId":"d","amountMinor":100,"currency":"EUR",""" + Card + "}", "bad-body")]
    [InlineData("""{"customerId":"\ud800","amountMinor":100,"currency":"EUR",""" + Card + "}", "invalid-field")]
    [InlineData("""{"\ud800":"c","customerId":"c","amountMinor":100,"currency":"EUR",""" + Card + "}", "bad-body")]
    [InlineData("""{"customerId":"c","amountMinor":100,"currency":"EUR","metadata":{"\ud800":"v"},""" + Card + "}", "bad-body")]
    [InlineData("{}", "invalid-field")]
    [InlineData("""{"customerId":"c","amountMinor":"100","currency":"EUR",""" + Card + "}", "invalid-field")]
    [InlineData("""{"customerId":"c","amountMinor":1.5,"currency":"EUR",""" + Card + "}", "invalid-field")]
    [InlineData("""{"customerId":"c","amountMinor":1e400,"currency":"EUR",""" + Card + "}", "invalid-field")]
    [InlineData("""{"customerId":"c","amountMinor":0,"currency":"EUR",""" + Card + "}", "invalid-field")]
    [InlineData("""{"customerId":"c","amountMinor":-5,"currency":"EUR",""" + Card + "}", "invalid-field")]
    [InlineData("""{"customerId":"c","amountMinor":100,"currency":"euro",""" + Card + "}", "invalid-field")]
    [InlineData("""{"customerId":null,"amountMinor":100,"currency":"EUR",""" + Card + "}", "invalid-field")]
    [InlineData("""{"customerId":"c","amountMinor":100,"currency":"EUR","card":{}}""", "invalid-field")]
    [InlineData("""{"customerId":"c","amountMinor":100,"currency":"EUR","colour":"red",""" + Card + "}", "invalid-field")]
    [InlineData("""{"customerId":"c","AmountMinor":100,"currency":"EUR",""" + Card + "}", "invalid-field")]
    [InlineData("""{"customerId":"4242 4242 4242 4242","amountMinor":100,"currency":"EUR",""" + Card + "}", "invalid-field")]
    [InlineData("""{"customerId":"c\u0000","amountMinor":100,"currency":"EUR",""" + Card + "}", "invalid-field")]
    [InlineData("""{"paymentId":"not-a-guid","customerId":"c","amountMinor":100,"currency":"EUR",""" + Card + "}", "invalid-field")]
    [InlineData("""{"paymentId":"00000000-0000-0000-0000-000000000000","customerId":"c","amountMinor":100,"currency":"EUR",""" + Card + "}", "invalid-field")]
    [InlineData("""{"paymentId":"11111111-2222-8333-8444-555555555555","customerId":"c","amountMinor":100,"currency":"EUR",""" + Card + "}", "invalid-field")]
    [InlineData("""{"customerId":"c","amountMinor":100,"currency":"EUR","payPal":{"vaultToken":"sealed.v1.AAAA"},""" + Card + "}", "invalid-field")]
    public async Task Should_say_400_for_the_body(string body, string problem)
    {
        using var request = ApiHost.Payment(body);
        await host.RefusesAsync(request, 400, problem);
    }

    [Fact]
    public async Task Should_name_each_field_and_what_is_wrong_with_it()
    {
        using var request = ApiHost.Payment("""{"customerId":"","amountMinor":-1,"currency":"eur","card":{"paymentMethod":"pm"},"payPal":{}}""");
        using var response = await host.Client.SendAsync(request);
        var body = JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
        body["errors"]!.AsObject().Select(e => e.Key).ShouldBe(["amountMinor", "currency", "customerId", "payPal"], ignoreOrder: true);
        ((string)body["traceId"]!).ShouldNotBeEmpty();
    }

    [Theory]
    [InlineData("customerId", Number, "customerId")]
    [InlineData("orderId", Number, "orderId")]
    [InlineData("description", Number, "description")]
    [InlineData("card.paymentMethod", Number, "card.paymentMethod")]
    [InlineData("card.customer", Number, "card.customer")]
    [InlineData("card.returnUrl", Number, "card.returnUrl")]
    [InlineData("payPal.vaultToken", Number, "payPal.vaultToken")]
    [InlineData("payPal.returnUrl", Number, "payPal.returnUrl")]
    [InlineData("payPal.cancelUrl", Number, "payPal.cancelUrl")]
    [InlineData("metadata.note", Number, "metadata")]
    [InlineData("metadata." + Number, "a note", "metadata")]
    public async Task Should_take_no_card_number_in_any_text_of_a_payment(string field, string value, string named)
    {
        var body = JsonNode.Parse(
            """{"customerId":"c","amountMinor":100,"currency":"EUR","card":{"paymentMethod":"pm_card_visa"},"payPal":{"returnUrl":"https://shop.example/back","cancelUrl":"https://shop.example/gone"},"metadata":{}}""")!;
        var (owner, name) = field.Split('.') is [var outer, var inner] ? (body[outer]!, inner) : (body, field);
        owner[name] = value;
        await RefusesNumberAsync("/v1/payments", body.ToJsonString(), named);
    }

    [Theory]
    [InlineData("cancel")]
    [InlineData("refunds")]
    public async Task Should_take_no_card_number_as_a_reason(string command) =>
        await RefusesNumberAsync($"/v1/payments/{Guid.NewGuid()}/{command}", $$"""{"reason":"{{Number}}"}""", "reason");

    [Fact]
    public async Task Should_keep_no_vault_token_that_it_cannot_seal()
    {
        using var request = ApiHost.Payment("""{"customerId":"c","amountMinor":100,"currency":"EUR","payPal":{"vaultToken":"VT-SECRET-123"},""" + Card + "}");
        await host.RefusesAsync(request, 503, "vault-not-available");
        (await host.Database.CountAsync("messaging.outbox where body like '%VT-SECRET%'")).ShouldBe(0);
    }

    [Fact]
    public async Task Should_derive_ids_of_a_kind_that_nobody_may_choose()
    {
        using var request = ApiHost.Payment();
        using var response = await host.Client.SendAsync(request);
        var id = JsonNode.Parse(await response.Content.ReadAsStringAsync())!["paymentId"]!.GetValue<Guid>();
        (id.Version, id.Variant >> 2).ShouldBe((8, 2));

        using var taken = ApiHost.Payment($$"""{"paymentId":"{{id}}","customerId":"c","amountMinor":100,"currency":"EUR",{{Card}}}""");
        await host.RefusesAsync(taken, 400, "invalid-field");
    }

    [Theory]
    [InlineData("4242424242424242")]
    [InlineData("4242-4242-4242-4242")]
    public async Task Should_take_no_card_number_as_a_key(string key)
    {
        using var request = Keyed(key);
        await host.RefusesAsync(request, 400, "bad-request");
    }

    /// <summary>Of numbers with sixteen digits that begin with 4 every tenth could be a card's: a shop that makes its keys of such order numbers would be refused one order in ten, for ever.</summary>
    [Theory]
    [InlineData("order-4242424242424242")]
    [InlineData("4242424242424242:create")]
    public async Task Should_take_a_key_in_which_a_card_number_seems_to_stand(string key)
    {
        using var request = Keyed(key);
        (await host.SendAsync(request)).Status.ShouldBe(202);
    }

    [Fact]
    public async Task Should_take_a_cancel_without_a_body_and_without_a_length()
    {
        using var client = new TcpClient();
        await client.ConnectAsync(host.Client.BaseAddress!.Host, host.Client.BaseAddress.Port);
        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(
            $"POST /v1/payments/{Guid.NewGuid()}/cancel HTTP/1.1\r\nHost: {host.Client.BaseAddress.Authority}\r\nX-Api-Key: {ApiHost.Key}\r\nConnection: close\r\n\r\n"));
        using var reader = new StreamReader(client.GetStream());
        (await reader.ReadLineAsync())!.ShouldNotContain(" 415 ");
    }

    [Fact]
    public async Task Should_refuse_ten_thousand_levels()
    {
        using var request = ApiHost.Payment($"{new string('[', 10_000)}{new string(']', 10_000)}");
        await host.RefusesAsync(request, 400, "bad-body");
    }

    [Fact]
    public async Task Should_refuse_bytes_that_are_no_text()
    {
        using var request = ApiHost.Payment();
        request.Content = new ByteArrayContent([.. """{"customerId":"c"""u8, 0xff, 0xfe, .. "\",\"amountMinor\":100,\"currency\":\"EUR\",\"card\":{\"paymentMethod\":\"pm\"}}"u8]);
        request.Content.Headers.ContentType = new("application/json");
        await host.RefusesAsync(request, 400, "bad-body");
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("application/json; charset=utf-16")]
    public async Task Should_say_415_for_another_content_type(string type)
    {
        using var request = ApiHost.Payment();
        request.Content!.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        await host.RefusesAsync(request, 415, "wrong-content-type");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Should_say_413_for_a_body_over_the_limit(bool chunked)
    {
        using var request = ApiHost.Payment(new string(' ', 40_000) + ApiHost.Good);
        request.Headers.TransferEncodingChunked = chunked;
        await host.RefusesAsync(request, 413, "too-large");
    }

    [Theory]
    [InlineData(null, "idempotency-key-missing")]
    [InlineData("", "bad-request")]
    [InlineData("has a space", "bad-request")]
    public async Task Should_say_400_for_the_key(string? key, string problem)
    {
        using var request = ApiHost.Payment();
        request.Headers.Remove("Idempotency-Key");
        if (key is not null)
        {
            request.Headers.TryAddWithoutValidation("Idempotency-Key", key);
        }

        await host.RefusesAsync(request, 400, problem);
    }

    [Fact]
    public async Task Should_say_400_for_a_key_that_is_too_long_or_sent_twice()
    {
        using var longer = ApiHost.Payment();
        longer.Headers.Remove("Idempotency-Key");
        longer.Headers.Add("Idempotency-Key", new string('k', 256));
        await host.RefusesAsync(longer, 400, "bad-request");
        using var twice = ApiHost.Payment();
        twice.Headers.Add("Idempotency-Key", "another");
        await host.RefusesAsync(twice, 400, "bad-request");
    }

    [Theory]
    [InlineData("'; drop table requests.writes; --")]
    [InlineData("\\\"; select pg_sleep(10); --")]
    [InlineData("${jndi:ldap://127.0.0.1/x}")]
    public async Task Should_take_a_hostile_text_as_text(string text)
    {
        using var request = ApiHost.Payment($$"""{"orderId":{{System.Text.Json.JsonSerializer.Serialize(text)}},"customerId":"c","amountMinor":100,"currency":"EUR",{{Card}}}""");
        (await host.SendAsync(request)).Status.ShouldBe(202);
        await using var command = host.Database.Source.CreateCommand("select count(*) from requests.writes where order_id = $1");
        command.Parameters.Add(new() { Value = text });
        (await command.ExecuteScalarAsync()).ShouldBe(1L);
    }

    /// <summary>Nothing of a header is decoded: what is a line break in a path stays three harmless signs in a key.</summary>
    [Fact]
    public async Task Should_keep_a_key_as_it_came()
    {
        using var request = ApiHost.Payment();
        request.Headers.Remove("Idempotency-Key");
        request.Headers.Add("Idempotency-Key", "key%0Aforged");
        (await host.SendAsync(request)).Status.ShouldBe(202);
        (await host.Database.CountAsync("requests.writes where idempotency_key = 'key%0Aforged'")).ShouldBe(1);
    }

    [Fact]
    public async Task Should_end_a_request_whose_body_never_comes()
    {
        using var caller = new TcpClient();
        await caller.ConnectAsync(host.Client.BaseAddress!.Host, host.Client.BaseAddress.Port);
        await caller.GetStream().WriteAsync(Encoding.ASCII.GetBytes(
            $"POST /v1/payments HTTP/1.1\r\nHost: api\r\nX-Api-Key: {ApiHost.Key}\r\nIdempotency-Key: slow\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{{"));
        using var reader = new StreamReader(caller.GetStream());
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        (await reader.ReadLineAsync(deadline.Token)).ShouldStartWith("HTTP/1.1 408");
        (await host.Database.CountAsync("requests.writes where idempotency_key = 'slow'")).ShouldBe(0);
    }

    /// <summary>Also a caller that is let in: a page of another origin may read nothing, and is told so before it asks.</summary>
    [Fact]
    public async Task Should_tell_browsers_and_caches_to_take_nothing()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/v1/payments") { Headers = { { "X-Api-Key", ApiHost.Key }, { "Origin", "https://evil.example" } } };
        using var response = await host.Client.SendAsync(request);
        response.EnsureSuccessStatusCode();
        response.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);
        response.Headers.CacheControl!.NoStore.ShouldBeTrue();
        response.Headers.GetValues("Content-Security-Policy").Single().ShouldContain("default-src 'none'");
        Shared(response).ShouldBeEmpty();
        response.Headers.Contains("Server").ShouldBeFalse();

        using var preflight = new HttpRequestMessage(HttpMethod.Options, "/v1/payments")
        {
            Headers = { { "Origin", "https://evil.example" }, { "Access-Control-Request-Method", "POST" }, { "Access-Control-Request-Headers", "x-api-key,idempotency-key" } },
        };
        using var refused = await host.Client.SendAsync(preflight);
        refused.IsSuccessStatusCode.ShouldBeFalse();
        Shared(refused).ShouldBeEmpty();
    }

    private static IEnumerable<string> Shared(HttpResponseMessage answer) =>
        answer.Headers.Select(header => header.Key).Where(name => name.StartsWith("Access-Control-", StringComparison.OrdinalIgnoreCase));

    private async Task RefusesNumberAsync(string path, string body, string field)
    {
        using var request = Request();
        await host.RefusesAsync(request, 400, "invalid-field");
        using var again = Request();
        using var answer = await host.Client.SendAsync(again);
        var text = await answer.Content.ReadAsStringAsync();
        var (name, rules) = JsonNode.Parse(text)!["errors"]!.AsObject().ShouldHaveSingleItem();
        name.ShouldBe(field);
        rules!.ToJsonString().ShouldContain("is a card number");
        text.ShouldNotContain(Number);

        HttpRequestMessage Request()
        {
            var payment = ApiHost.Payment(body);
            payment.RequestUri = new Uri(path, UriKind.Relative);
            return payment;
        }
    }

    private static HttpRequestMessage Keyed(string key)
    {
        var request = ApiHost.Payment();
        request.Headers.Remove("Idempotency-Key");
        request.Headers.Add("Idempotency-Key", key);
        return request;
    }
}
