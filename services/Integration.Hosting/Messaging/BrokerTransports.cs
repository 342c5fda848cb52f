using System.Reflection;

namespace Integration.Hosting.Messaging;

/// <summary>Finds the transports that a build may or may not contain.</summary>
internal static class BrokerTransports
{
    private const string AzureServiceBus = "Integration.Hosting.AzureServiceBus";

    /// <summary>The transport on Azure Service Bus; null when this build was made without it.</summary>
    public static IBrokerTransport? FindAzureServiceBus()
    {
        Assembly assembly;
        try
        {
            assembly = Assembly.Load(AzureServiceBus);
        }
        catch (FileNotFoundException)
        {
            return null;
        }

        var type = assembly.GetTypes().Single(type => type is { IsClass: true, IsAbstract: false } && type.IsAssignableTo(typeof(IBrokerTransport)));
        return (IBrokerTransport)Activator.CreateInstance(type)!;
    }
}
