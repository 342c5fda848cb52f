using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using System.Text.Unicode;
using Integration.Contracts.Rules;
using Integration.WebhookIngress.Webhooks;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;

namespace Integration.WebhookIngress.Api;

/// <summary>Reads bodies that ask for something. What is not understood is refused: a mistyped field of a payment must not be dropped in silence.</summary>
internal static partial class StrictJson
{
    private const int MaxDepth = 16;

    public static JsonSerializerOptions Options { get; } = new(JsonSerializerDefaults.Web)
    {
        MaxDepth = MaxDepth, NumberHandling = JsonNumberHandling.Strict, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow, AllowDuplicateProperties = false,
        PropertyNameCaseInsensitive = false, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The body as <typeparamref name="T"/> and its canonical bytes; or the problem. An empty body is an empty object where <paramref name="optional"/>.</summary>
    public static async Task<(T? Body, byte[] Canonical, ProblemAnswer? Problem)> ReadAsync<T>(HttpRequest request, int limit, bool optional, CancellationToken cancellationToken)
        where T : class
    {
        if (!IsJson(request) && !(optional && HasNone(request)))
        {
            return (null, [], Problems.WrongContentType.Answer("Content-Type has to be application/json, in UTF-8."));
        }

        if (await RawBody.ReadAsync(request, limit, room: null, cancellationToken) is not { } bytes)
        {
            return (null, [], Problems.TooLarge.Answer($"The body is larger than {limit} bytes."));
        }

        if (!Utf8.IsValid(bytes))
        {
            return (null, [], Problems.BadBody.Answer("The body is not valid UTF-8."));
        }

        try
        {
            using var json = JsonDocument.Parse(optional && bytes.Length == 0 ? "{}"u8.ToArray() : bytes, new() { MaxDepth = MaxDepth, AllowDuplicateProperties = false });
            return json.Deserialize<T>(Options) is { } body
                ? (body, CanonicalJson.Write(json.RootElement), null)
                : (null, [], Problems.BadBody.Answer("The body has to be an object."));
        }
        catch (JsonException failure)
        {
            return (null, [], Judge(failure));
        }
        catch (InvalidOperationException)
        {
            // The platform's words for a name that is no text; of a value it says so with a JsonException.
            return (null, [], Problems.BadBody.Answer("The name of a field holds half of a surrogate pair."));
        }
    }

    private static bool HasNone(HttpRequest request) =>
        request.ContentLength is 0 || request.HttpContext.Features.Get<IHttpRequestBodyDetectionFeature>() is { CanHaveBody: false };

    private static bool IsJson(HttpRequest request) =>
        MediaTypeHeaderValue.TryParse(request.ContentType, out var type) && type.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase)
        && (type.Charset.Value is null || type.Encoding == Encoding.UTF8);

    /// <summary>Where and why, without values of the body and without names of our types.</summary>
    private static ProblemAnswer Judge(JsonException failure)
    {
        var path = CardNumber.Redact(failure.Path?.TrimStart('$').TrimStart('.') ?? "");
        if (failure.Message.Contains("missing required properties", StringComparison.Ordinal))
        {
            var missing = Quoted().Matches(failure.Message[failure.Message.IndexOf("including:", StringComparison.Ordinal)..]).Select(m => m.Groups[1].Value);
            return Invalid([.. missing.Select(name => new Violation(path.Length == 0 ? name : $"{path}.{name}", "is missing"))]);
        }

        if (path.Length == 0)
        {
            return Problems.BadBody.Answer(string.Create(
                CultureInfo.InvariantCulture,
                $"The body is no JSON object, is nested deeper than {MaxDepth} levels, or names a field twice (line {failure.LineNumber + 1}, byte {failure.BytePositionInLine + 1})."));
        }

        return Invalid([new Violation(path, failure.Message.Contains("could not be mapped", StringComparison.Ordinal) ? "is not a known field" : "has the wrong type")]);
    }

    /// <summary>Fields that break rules.</summary>
    public static ProblemAnswer Invalid(IReadOnlyList<Violation> violations) => Problems.InvalidField.Answer(string.Join("; ", violations) + ".", violations);

    [GeneratedRegex("'([^']+)'")]
    private static partial Regex Quoted();
}
