using Integration.WebhookIngress.Api;
using Microsoft.AspNetCore.Diagnostics;

namespace Integration.WebhookIngress.Http;

/// <summary>A body that the server gives up while it is read: it stalls, breaks off, is not sent as HTTP says or is too large for every route. Anybody can send one, so it is answered and counted, and no
/// error of ours is logged.</summary>
internal sealed class UnreadableBody : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (exception is not BadHttpRequestException bad)
        {
            return false;
        }

        await Answer(bad.StatusCode).ExecuteAsync(httpContext);
        return true;
    }

    private static ProblemAnswer Answer(int status) => status switch
    {
        StatusCodes.Status408RequestTimeout => Problems.TooSlow.Answer("The body came too slowly, or stopped coming; send the request again."),
        StatusCodes.Status413PayloadTooLarge => Problems.TooLarge.Answer("The body is larger than anything that is taken here."),
        _ => Problems.BadRequest.Answer("The body breaks off, or is not sent as HTTP says."),
    };
}
