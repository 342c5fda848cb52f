using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace Integration.Simulation.Gateways;

/// <summary>Requests read and answers written without waiting.</summary>
internal static class Answers
{
    private static readonly MediaTypeHeaderValue Json = new("application/json");

    /// <summary>The answer to the request.</summary>
    public static HttpResponseMessage Write(HttpRequestMessage request, int status, string body, IEnumerable<(string Name, string Value)> headers)
    {
        var answer = new HttpResponseMessage((HttpStatusCode)status) { RequestMessage = request, Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)) };
        answer.Content.Headers.ContentType = Json;
        foreach (var (name, value) in headers)
        {
            answer.Headers.TryAddWithoutValidation(name, value);
        }

        return answer;
    }

    /// <summary>The header; null when it was not sent.</summary>
    public static string? Header(this HttpRequestMessage request, string name) => request.Headers.NonValidated.TryGetValues(name, out var values) ? values.ToString() : null;

    /// <summary>The body; empty when there is none.</summary>
    public static byte[] Body(this HttpRequestMessage request)
    {
        if (request.Content is null)
        {
            return [];
        }

        using var sent = new MemoryStream();
        request.Content.CopyTo(sent, null, CancellationToken.None);
        return sent.ToArray();
    }
}
