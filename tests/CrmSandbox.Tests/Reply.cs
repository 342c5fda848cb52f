using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;

namespace Integration.CrmSandbox.Tests;

/// <summary>What the sandbox answered.</summary>
public sealed record Reply(HttpStatusCode Status, JsonElement Body, HttpResponseHeaders Headers)
{
    public JsonElement this[string name] => Body.GetProperty(name);

    public IReadOnlyList<JsonElement> Results => [.. Body.GetProperty("results").EnumerateArray()];

    public IReadOnlyList<JsonElement> Errors => Body.TryGetProperty("errors", out var errors) ? [.. errors.EnumerateArray()] : [];

    public string Header(string name) => Headers.GetValues(name).Single();

    public Reply ShouldBe(HttpStatusCode status, string because = "")
    {
        Status.ShouldBe(status, $"{because} {Body}");
        return this;
    }
}
