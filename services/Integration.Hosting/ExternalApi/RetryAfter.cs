namespace Integration.Hosting.ExternalApi;

/// <summary>When the other side wants to be asked again.</summary>
internal static class RetryAfter
{
    /// <summary>The wait, given in seconds or as a date; nothing when the answer names none.</summary>
    public static TimeSpan? Of(HttpResponseMessage? response, TimeProvider time) => response?.Headers.RetryAfter switch
    {
        { Delta: { } wait } => wait,
        { Date: { } date } => date > time.GetUtcNow() ? date - time.GetUtcNow() : TimeSpan.Zero,
        _ => null,
    };
}
