using System.Net;
using System.Text;
using Microsoft.Extensions.Options;

namespace Integration.WebhookIngress.Webhooks.PayPal;

/// <summary>What asking for a certificate gave: a good one; the problem of one that must not be trusted; or, when there was none to judge, how long to wait.</summary>
internal sealed record CertificateAnswer(SigningCertificate? Certificate, string Problem, TimeSpan? RetryAfter)
{
    /// <summary>Whoever asks has used up their own share of fetches.</summary>
    public bool TooFast { get; init; }
}

/// <summary>The certificates of allowed addresses. Each is fetched once and kept until it expires; callers that ask at the same time share one fetch. What failed
/// is not asked again for a while, and fetches are counted, over all and by the network that caused them: made-up addresses cost us little, push out no good
/// certificate, and keep only their senders from having another fetched: whoever had none fetched within the minute is let past the limit of all, up to a much higher one.</summary>
internal sealed partial class CertificateStore(
    IHttpClientFactory clients, CertificateRoots roots, IOptions<WebhookOptions> options, TimeProvider time, ILogger<CertificateStore> log)
{
    /// <summary>The name of the client that fetches.</summary>
    public const string Client = "paypal-certificates";

    private readonly Lock _gate = new();
    private readonly BoundedMemory<SigningCertificate> _good = new(() => options.Value.PayPal.CachedCertificates);
    private readonly BoundedMemory<CertificateAnswer> _failed = new(() => options.Value.PayPal.CachedCertificates);
    private readonly Dictionary<string, Task<CertificateAnswer>> _underWay = [];
    private readonly Queue<(DateTimeOffset At, string By)> _fetches = new();

    private PayPalWebhookOptions Settings => options.Value.PayPal;

    /// <summary>The certificate at the address. Only for addresses that <see cref="CertificateAddress"/> has allowed.</summary>
    /// <param name="address">Where it is.</param>
    /// <param name="by">The network of whoever wants it, whom a fetch is counted against.</param>
    /// <param name="cancellationToken">Ends the caller's wait, not the fetch.</param>
    public async ValueTask<CertificateAnswer> FindAsync(Uri address, string by, CancellationToken cancellationToken)
    {
        Task<CertificateAnswer> fetch;
        lock (_gate)
        {
            var now = time.GetUtcNow();
            if (_good.Find(address.AbsoluteUri, now) is var (known, _))
            {
                return new(known, "", null);
            }

            if (_failed.Find(address.AbsoluteUri, now) is var (failure, until))
            {
                return failure.RetryAfter is null ? failure : failure with { RetryAfter = until - now };
            }

            if (!_underWay.TryGetValue(address.AbsoluteUri, out fetch!))
            {
                if (Wait(now, by) is var (wait, own))
                {
                    return new(null, "too many certificates were asked for", wait) { TooFast = own };
                }

                fetch = Task.Run(() => FetchAndKeepAsync(address), CancellationToken.None);
                _underWay.Add(address.AbsoluteUri, fetch);
            }
        }

        // A caller that gives up does not end the fetch: others wait for it.
        return await fetch.WaitAsync(cancellationToken);
    }

    /// <summary>Counts a fetch; when this minute's are used up, how long to wait instead.</summary>
    private (TimeSpan Wait, bool Own)? Wait(DateTimeOffset now, string by)
    {
        while (_fetches.TryPeek(out var oldest) && now - oldest.At >= TimeSpan.FromMinutes(1))
        {
            _fetches.Dequeue();
        }

        var own = _fetches.Where(f => f.By == by).ToList();
        if (own.Count >= Settings.FetchesPerMinutePerAddress)
        {
            return (own[0].At.AddMinutes(1) - now, true);
        }

        if (_fetches.Count >= (own.Count > 0 ? Settings.FetchesPerMinute : Settings.MaxFetchesPerMinute))
        {
            return (_fetches.Peek().At.AddMinutes(1) - now, false);
        }

        _fetches.Enqueue((now, by));
        return null;
    }

    private async Task<CertificateAnswer> FetchAndKeepAsync(Uri address)
    {
        CertificateAnswer? answer = null;
        try
        {
            return answer = await FetchAsync(address);
        }
        finally
        {
            lock (_gate)
            {
                _underWay.Remove(address.AbsoluteUri);
                if (answer is { Certificate: { } good })
                {
                    _good.Add(address.AbsoluteUri, good, good.Until);
                }
                else if (answer is not null)
                {
                    _failed.Add(address.AbsoluteUri, answer, time.GetUtcNow().AddSeconds(Settings.FailureSeconds));
                }
            }
        }
    }

    private async Task<CertificateAnswer> FetchAsync(Uri address)
    {
        try
        {
            using var client = clients.CreateClient(Client);
            using var response = await client.GetAsync(address);
            if (response.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.Gone)
            {
                // The host answers and has no such certificate: the address is made up, and it is no failure of ours.
                LogRefused(log, address.Authority, "there is none at the address");
                return new(null, "there is none at the address", null);
            }

            if (!response.IsSuccessStatusCode)
            {
                return Unreachable(address, $"status {(int)response.StatusCode}");      // a redirect is one, and is not followed
            }

            var pem = Encoding.ASCII.GetString(await response.Content.ReadAsByteArrayAsync());
            return pem.Contains("-----BEGIN CERTIFICATE-----", StringComparison.Ordinal)
                ? Judge(address, pem)
                : Unreachable(address, "the answer is no certificate");
        }
        catch (Exception failure) when (failure is HttpRequestException or OperationCanceledException)
        {
            return Unreachable(address, failure is HttpRequestException http ? http.HttpRequestError.ToString() : "it took too long");
        }
    }

    private CertificateAnswer Judge(Uri address, string pem)
    {
        if (SigningCertificate.Check(pem, roots, Settings.CertificateDomain, time.GetUtcNow(), out var problem) is { } good)
        {
            LogFetched(log, good.Thumbprint, address.Authority, good.Until);
            return new(good, "", null);
        }

        LogRefused(log, address.Authority, problem);
        return new(null, problem, null);
    }

    private CertificateAnswer Unreachable(Uri address, string problem)
    {
        LogUnreachable(log, address.Authority, problem);
        return new(null, problem, TimeSpan.FromSeconds(Settings.FailureSeconds));
    }

    [LoggerMessage(1, LogLevel.Information, "Certificate {Thumbprint} of {Host} is good until {Until}")]
    private static partial void LogFetched(ILogger logger, string thumbprint, string host, DateTimeOffset until);

    [LoggerMessage(2, LogLevel.Warning, "A certificate of {Host} is not trusted: {Problem}")]
    private static partial void LogRefused(ILogger logger, string host, string problem);

    [LoggerMessage(3, LogLevel.Warning, "A certificate could not be fetched from {Host}: {Problem}")]
    private static partial void LogUnreachable(ILogger logger, string host, string problem);
}
