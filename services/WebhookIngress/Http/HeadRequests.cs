namespace Integration.WebhookIngress.Http;

/// <summary>HEAD is GET without the body (RFC 9110, 9.3.2): the routes see a GET, and the server, which knows what was asked, sends no body. Before routing.</summary>
internal static class HeadRequests
{
    public static void UseHead(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        if (HttpMethods.IsHead(context.Request.Method))
        {
            context.Request.Method = HttpMethods.Get;
        }

        return next(context);
    });
}
