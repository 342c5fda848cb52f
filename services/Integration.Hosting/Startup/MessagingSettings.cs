using Integration.Hosting.Messaging;
using Microsoft.Extensions.Configuration;
using Npgsql;

namespace Integration.Hosting.Startup;

/// <summary>Where PostgreSQL and the broker are, and what is wrong about it. With problems the other members are unusable stand-ins:
/// the service does not start.</summary>
internal sealed record MessagingSettings(NpgsqlDataSourceBuilder Postgres, MessagingTransport Transport, Uri? Broker, IBrokerTransport? Plugged, IReadOnlyList<string> Problems)
{
    public static MessagingSettings Read(IConfiguration configuration)
    {
        var problems = new List<string>();
        var postgres = ReadPostgres(configuration.GetConnectionString("Integration"), problems);
        var transport = ReadTransport(configuration["Messaging:Transport"], problems);
        Uri? broker = null;
        if (transport == MessagingTransport.RabbitMq
            && !(Uri.TryCreate(configuration.GetConnectionString("RabbitMq"), UriKind.Absolute, out broker) && broker.Scheme is "amqp" or "amqps" && broker.Host.Length > 0))
        {
            problems.Add("ConnectionStrings__RabbitMq is missing or no address: amqp://user:password@host:5672/vhost.");
        }

        var plugged = transport == MessagingTransport.AzureServiceBus ? BrokerTransports.FindAzureServiceBus() : null;
        if (transport == MessagingTransport.AzureServiceBus)
        {
            problems.AddRange(plugged?.Problems(configuration)
                ?? ["Messaging__Transport is AzureServiceBus, which this build does not contain: build with -p:AzureServiceBus=true (the images are), or set it to InMemory or RabbitMq."]);
        }

        // The platform builds the bus while it judges settings, so with problems there has to be one that can be built.
        return new(postgres, problems.Count == 0 ? transport!.Value : MessagingTransport.InMemory, broker, plugged, problems);
    }

    private static NpgsqlDataSourceBuilder ReadPostgres(string? text, List<string> problems)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            problems.Add("ConnectionStrings__Integration is missing: the PostgreSQL connection string.");
            return StandIn();
        }

        try
        {
            var postgres = new NpgsqlDataSourceBuilder(text);
            if (string.IsNullOrWhiteSpace(postgres.ConnectionStringBuilder.Host))
            {
                problems.Add("ConnectionStrings__Integration names no Host.");
                return StandIn();
            }

            if (!postgres.ConnectionStringBuilder.ShouldSerialize("GSS Encryption Mode"))
            {
                // The driver would try Kerberos first at each connection, and the images have no library for it (github.com/npgsql/npgsql/issues/6416).
                postgres.ConnectionStringBuilder.GssEncryptionMode = GssEncryptionMode.Disable;
            }

            return postgres;
        }
        catch (Exception failure) when (failure is ArgumentException or FormatException or InvalidCastException or OverflowException)
        {
            // The parser's own message may repeat parts of the text, and with it a password.
            problems.Add("ConnectionStrings__Integration is no PostgreSQL connection string: Host=…;Port=5432;Database=…;Username=…;Password=….");
            return StandIn();
        }
    }

    /// <summary>Never connected to: a data source cannot be built without a host, and the bus is built with one.</summary>
    private static NpgsqlDataSourceBuilder StandIn() => new("Host=localhost");

    private static MessagingTransport? ReadTransport(string? text, List<string> problems)
    {
        if (Enum.TryParse<MessagingTransport>(text, ignoreCase: true, out var transport) && Enum.IsDefined(transport) && !char.IsDigit(text![0]))
        {
            return transport;
        }

        problems.Add("Messaging__Transport is missing or unknown: set it to InMemory, RabbitMq or AzureServiceBus.");
        return null;
    }
}
