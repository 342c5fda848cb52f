using System.Text;
using Integration.GatewaySandbox.Faults;

namespace Integration.GatewaySandbox.Http;

/// <summary>What can be done to a caller besides answering.</summary>
internal static class Connections
{
    /// <summary>Says nothing until the client hangs up, or for so long.</summary>
    private static async Task HoldAsync(this HttpContext http, int milliseconds, CancellationToken stopping)
    {
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, stopping);
        await Task.Delay(milliseconds, ends.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <summary>Cuts the connection.</summary>
    public static void Reset(this HttpContext http, CallEntry entry)
    {
        entry.Status = 0;
        http.Abort();
    }

    /// <summary>True when the fault lets no answer through.</summary>
    public static async Task<bool> LosesAnswerAsync(this HttpContext http, CallEntry entry, CallFault? fault, int holdMilliseconds, CancellationToken stopping)
    {
        if (fault == CallFault.ExecutedThenTimeout)
        {
            await http.HoldAsync(holdMilliseconds, stopping);
        }

        if (fault is not (CallFault.ExecutedThenTimeout or CallFault.ConnectionResetAfter))
        {
            return false;
        }

        http.Reset(entry);
        return true;
    }

    /// <summary>Answers with JSON.</summary>
    public static async Task AnswerAsync(this HttpContext http, int status, string json)
    {
        http.Response.StatusCode = status;
        http.Response.ContentType = "application/json";
        var body = Encoding.UTF8.GetBytes(json);
        http.Response.ContentLength = body.Length;
        await http.Response.Body.WriteAsync(body, http.RequestAborted);
    }

    /// <summary>The body, or null when it is longer than the limit.</summary>
    public static async Task<ReadOnlyMemory<byte>?> ReadAsync(this HttpRequest request, int limit)
    {
        var body = new MemoryStream();
        var buffer = new byte[16_384];
        int read;
        while ((read = await request.Body.ReadAsync(buffer, request.HttpContext.RequestAborted)) > 0)
        {
            if (body.Length + read > limit)
            {
                return null;
            }

            await body.WriteAsync(buffer.AsMemory(0, read));
        }

        return body.GetBuffer().AsMemory(0, (int)body.Length);
    }
}
