using System.Text;
using Integration.CrmSandbox.Faults;
using Microsoft.Extensions.Options;

namespace Integration.CrmSandbox.Http;

/// <summary>From the socket to a CRM's API and back, with what goes wrong on the way.</summary>
internal sealed partial class FrontDoor(IOptions<CrmSandboxOptions> options, FaultPlan faults, CallLog log, TimeProvider time, ILogger<FrontDoor> logger)
{
    /// <summary>One call. <paramref name="execute"/> is not run when the call does not get that far.</summary>
    public async Task HandleAsync(HttpContext http, ICrmApi api, string template, Func<ApiCall, ApiAnswer> execute)
    {
        var body = await ReadAsync(http.Request, options.Value.MaxBodyBytes);
        var call = new ApiCall(api.Crm, http.Request.Method, template, http.Request, body ?? default, time.GetUtcNow());
        log.Arrived(api.Crm);
        if (faults.IsDown(api.Crm))
        {
            await AnswerAsync(http, call, api.Trouble(503), "none:down");
            return;
        }

        if ((body is null ? api.TooLarge() : api.Refuse(call, http.Response.Headers)) is { } refusal)
        {
            await AnswerAsync(http, call, refusal, refusal.Status.ToString(System.Globalization.CultureInfo.InvariantCulture));
            return;
        }

        var fault = faults.Decide(call);
        if (fault is CallFault.ResetBefore or CallFault.ErrorBefore)
        {
            await FailAsync(http, call, api, fault.Value, null);
            return;
        }

        var answer = Execute(api, call, execute);
        if (fault is { } after)
        {
            await FailAsync(http, call, api, after, answer);
            return;
        }

        await AnswerAsync(http, call, answer, answer.Status.ToString(System.Globalization.CultureInfo.InvariantCulture));
    }

    private ApiAnswer Execute(ICrmApi api, ApiCall call, Func<ApiCall, ApiAnswer> execute)
    {
        try
        {
            return execute(call);
        }
        catch (ApiRefusal refusal)
        {
            return refusal.Answer;
        }
        catch (Exception failure)
        {
            Broke(api.Crm, call.Method, call.Template, failure);
            return api.Trouble(500);
        }
    }

    /// <summary>The caller gets no answer, or one that says nothing.</summary>
    private async Task FailAsync(HttpContext http, ApiCall call, ICrmApi api, CallFault fault, ApiAnswer? executed)
    {
        var done = executed?.Status.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "none";
        switch (fault)
        {
            case CallFault.ResetBefore or CallFault.ResetAfter:
                log.Ended(call, done + ":reset", executed);
                http.Abort();
                break;
            default:
                var status = fault == CallFault.ErrorBefore ? 503 : 500;
                log.Ended(call, $"{done}:{status}", executed);
                await WriteAsync(http, api.Trouble(status));
                break;
        }
    }

    private async Task AnswerAsync(HttpContext http, ApiCall call, ApiAnswer answer, string outcome)
    {
        log.Ended(call, outcome, answer);
        await WriteAsync(http, answer);
    }

    private static async Task WriteAsync(HttpContext http, ApiAnswer answer)
    {
        http.Response.StatusCode = answer.Status;
        if (answer.Body is null)
        {
            return;
        }

        var body = Encoding.UTF8.GetBytes(answer.Body.ToJsonString());
        http.Response.ContentType = "application/json;charset=utf-8";
        http.Response.ContentLength = body.Length;
        await http.Response.Body.WriteAsync(body, http.RequestAborted);
    }

    /// <summary>The body; null when it is longer than the limit.</summary>
    private static async Task<ReadOnlyMemory<byte>?> ReadAsync(HttpRequest request, int limit)
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

    [LoggerMessage(1, LogLevel.Critical, "The sandbox itself broke in {Crm} {Method} {Path}.")]
    private partial void Broke(string crm, string method, string path, Exception failure);
}
