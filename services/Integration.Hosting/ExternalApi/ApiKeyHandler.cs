namespace Integration.Hosting.ExternalApi;

/// <summary>Puts the key on every request.</summary>
internal sealed class ApiKeyHandler(ApiKeyAuth auth) : DelegatingHandler
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        request.Headers.Remove(auth.Header);        // a repeat has it already
        request.Headers.TryAddWithoutValidation(auth.Header, auth.Prefix + auth.Key);
        return base.SendAsync(request, cancellationToken);
    }
}
