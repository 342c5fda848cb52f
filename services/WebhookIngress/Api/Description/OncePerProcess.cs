using Microsoft.AspNetCore.OutputCaching;

namespace Integration.WebhookIngress.Api.Description;

/// <summary>Keeps one good answer for everybody, as long as the process lives. Only for what is the same for all: unlike the platform's own policy it looks
/// neither at Authorization, which anybody can send, nor at the query.</summary>
internal sealed class OncePerProcess : IOutputCachePolicy
{
    public ValueTask CacheRequestAsync(OutputCacheContext context, CancellationToken cancellation)
    {
        context.EnableOutputCaching = context.AllowCacheLookup = context.AllowCacheStorage = context.AllowLocking = HttpMethods.IsGet(context.HttpContext.Request.Method);
        context.ResponseExpirationTimeSpan = TimeSpan.FromDays(365);
        context.CacheVaryByRules.VaryByHost = false;
        context.CacheVaryByRules.QueryKeys = new();
        return ValueTask.CompletedTask;
    }

    public ValueTask ServeFromCacheAsync(OutputCacheContext context, CancellationToken cancellation) => ValueTask.CompletedTask;

    public ValueTask ServeResponseAsync(OutputCacheContext context, CancellationToken cancellation)
    {
        context.AllowCacheStorage &= context.HttpContext.Response.StatusCode == StatusCodes.Status200OK;
        return ValueTask.CompletedTask;
    }
}
