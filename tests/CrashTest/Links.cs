namespace Integration.CrashTest;

/// <summary>The ways of one process.</summary>
internal sealed record Links(Link Database, Link Broker, Link Gateway) : IDisposable
{
    public IReadOnlyList<Link> All => [Database, Broker, Gateway];

    public static Links Of(string name, int database, int broker, int gateway) =>
        new(Link.To($"{name}'s way to PostgreSQL", database), Link.To($"{name}'s way to RabbitMQ", broker), Link.To($"{name}'s way to the gateways", gateway));

    public void Dispose()
    {
        Database.Dispose();
        Broker.Dispose();
        Gateway.Dispose();
    }
}
