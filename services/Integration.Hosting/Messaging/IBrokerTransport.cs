using MassTransit;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Integration.Hosting.Messaging;

/// <summary>A transport that lives in an assembly of its own, which not every build contains. It has a public constructor without parameters.</summary>
public interface IBrokerTransport
{
    /// <summary>What is wrong with its settings, a sentence each that names the setting; reported with all others at start.</summary>
    IEnumerable<string> Problems(IConfiguration configuration);

    /// <summary>The largest body in bytes that it takes.</summary>
    int MaxMessageBytes(IConfiguration configuration);

    /// <summary>True when a message that could not be sent for this reason can be sent later as it is: its topic is not there yet, a right is missing, the broker is busy or away.</summary>
    bool IsBrokersFault(Exception failure);

    /// <summary>Adds what it needs beside the bus.</summary>
    void AddServices(IServiceCollection services, IConfiguration configuration);

    /// <summary>Chooses the transport of the bus. <paramref name="common"/> configures what is the same on each.</summary>
    void Use(IBusRegistrationConfigurator bus, IConfiguration configuration, ICommonBus common);
}

/// <summary>What every bus of the product is told, whichever transport carries it.</summary>
public interface ICommonBus
{
    /// <summary>Names of contracts, wire formats, timers, and the service's endpoints. The last thing a transport does.</summary>
    void Configure<T>(IBusRegistrationContext context, IBusFactoryConfigurator<T> configurator)
        where T : IReceiveEndpointConfigurator;
}
