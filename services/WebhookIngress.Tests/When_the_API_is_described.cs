using System.Text.Json.Nodes;
using Integration.Conventions;

namespace Integration.WebhookIngress.Tests;

/// <summary>docs/openapi/v1.json is what the running service says of itself; INTEGRATION_UPDATE_SNAPSHOTS=1 writes it anew.</summary>
public sealed class When_the_API_is_described(ApiHost host) : IClassFixture<ApiHost>
{
    [Fact]
    public async Task Should_be_what_is_checked_in()
    {
        var now = (await DocumentAsync()).ToJsonString(new() { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }) + "\n";
        if (Environment.GetEnvironmentVariable("INTEGRATION_UPDATE_SNAPSHOTS") == "1")
        {
            await File.WriteAllTextAsync(Snapshot, now);
        }

        (await File.ReadAllTextAsync(Snapshot)).ShouldBe(now, "the API changed: review it, and run this test once with INTEGRATION_UPDATE_SNAPSHOTS=1");
    }

    [Fact]
    public async Task Should_describe_every_route_with_its_problems_and_a_name_of_its_own()
    {
        var document = await DocumentAsync();
        ((string)document["openapi"]!).ShouldStartWith("3.1");
        var routes = document["paths"]!.AsObject().SelectMany(path => path.Value!.AsObject().Select(verb => verb.Value!)).ToList();
        routes.Count.ShouldBe(host.Endpoints.Count(e => e.DisplayName?.Contains(" /v1/", StringComparison.Ordinal) == true));
        routes.Select(route => (string)route["operationId"]!).Distinct().Count().ShouldBe(routes.Count);
        routes.ShouldAllBe(route => route["responses"]!["401"] != null && route["responses"]!["429"] != null && route["responses"]!["503"] != null && route["security"]!.AsArray().Count == 2);
    }

    [Fact]
    public async Task Should_hold_an_example_of_every_problem_there_is()
    {
        var examples = (await DocumentAsync())["paths"]!.AsObject().SelectMany(path => path.Value!.AsObject()).SelectMany(verb => verb.Value!["responses"]!.AsObject())
            .SelectMany(response => response.Value!["content"]?["application/problem+json"]?["examples"]?.AsObject() ?? []).Select(example => (example.Key, (string)example.Value!["value"]!["type"]!)).Distinct();
        examples.ShouldBe(Api.Problems.All.Select(problem => (problem.Code, problem.Type)), ignoreOrder: true);
    }

    /// <summary>Its script stands beside it, so who leaves the last slash out is led there.</summary>
    [Theory]
    [InlineData("/docs/")]
    [InlineData("/docs")]
    public async Task Should_have_a_page_for_people_that_asks_nobody_else(string path)
    {
        using var page = await host.Client.GetAsync(new Uri(path, UriKind.Relative));
        page.EnsureSuccessStatusCode();
        page.RequestMessage!.RequestUri.ShouldBe(new Uri(host.Client.BaseAddress!, "/docs/"));
        var html = await page.Content.ReadAsStringAsync();
        html.ShouldNotContain("://");
        // Buttons that would hand the document to the makers of the page.
        html.ShouldContain("\"showDeveloperTools\":\"never\"");
        html.ShouldContain("\"hideClientButton\":true");
        var policy = page.Headers.GetValues("Content-Security-Policy").Single();
        policy.ShouldStartWith("default-src 'none';");
        policy.Split(' ', ';').Where(word => word.Contains('.') || word.Contains("http", StringComparison.Ordinal) || word.Contains('*')).ShouldBeEmpty();
    }

    [Fact]
    public async Task Should_be_made_once_and_under_the_callers_limit()
    {
        await DocumentAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/openapi/v1.json?anything=1") { Headers = { Authorization = new("Bearer", "nonsense") } };
        using var again = await host.Client.SendAsync(request);
        again.EnsureSuccessStatusCode();
        again.Headers.Age.ShouldNotBeNull();
        host.Endpoints.Single(e => e.DisplayName?.Contains("/openapi/", StringComparison.Ordinal) == true).Metadata.GetMetadata<Microsoft.AspNetCore.RateLimiting.EnableRateLimitingAttribute>().ShouldNotBeNull();
    }

    [NodeFact]
    public async Task Should_be_found_right_by_a_linter_of_others()
    {
        var (code, output, errors) = await LintAsync(Snapshot);
        code.ShouldBe(0, output + errors);
        Problems(output).ShouldBeEmpty();
    }

    [NodeFact]
    public async Task Should_be_found_wrong_where_it_is()
    {
        var copy = Path.Combine(Path.GetTempPath(), $"openapi-{Guid.NewGuid():N}.json");
        var document = JsonNode.Parse(await File.ReadAllTextAsync(Snapshot))!;
        document["paths"]!["/v1/payments"]!["post"]!["operationId"] = "listPayments";
        await File.WriteAllTextAsync(copy, document.ToJsonString());
        try
        {
            var (code, output, _) = await LintAsync(copy);
            code.ShouldBe(1);
            Problems(output).ShouldBe(["operation-operationId-unique"]);
        }
        finally
        {
            File.Delete(copy);
        }
    }

    private static Task<(int Code, string Output, string Errors)> LintAsync(string file) =>
        NodeTools.TryNodeAsync(Path.Combine("node_modules", "@redocly", "cli", "bin", "cli.js"), "lint", file, "--config", "redocly.yaml", "--format", "json");

    private static IEnumerable<string> Problems(string output) => JsonNode.Parse(output)!["problems"]!.AsArray().Select(problem => (string)problem!["ruleId"]!).Distinct();

    private async Task<JsonNode> DocumentAsync() => JsonNode.Parse(await host.Client.GetStringAsync(new Uri("/openapi/v1.json", UriKind.Relative)))!;

    private static readonly string Snapshot = Path.Combine(Repository.Root, "docs", "openapi", "v1.json");
}
