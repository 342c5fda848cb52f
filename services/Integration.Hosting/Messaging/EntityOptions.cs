using System.ComponentModel.DataAnnotations;
using System.Xml;
using Integration.Hosting.Startup;
using Microsoft.Extensions.Configuration;

namespace Integration.Hosting.Messaging;

/// <summary>What queues and topics of Azure Service Bus are told, of the settings of its transport, which is not in every build. A deployment makes them as the services would.</summary>
public sealed class EntityOptions
{
    /// <summary>The transport's place in the configuration.</summary>
    public const string Section = "Messaging:AzureServiceBus";

    /// <summary>Seconds a message is locked for its receiver.</summary>
    [Range(5, 300)] public int LockSeconds { get; set; } = 60;

    /// <summary>Deliveries of one message before the broker sets it aside itself.</summary>
    [Range(1, 2000)] public int MaxDeliveryCount { get; set; } = 10;

    /// <summary>Days a message may wait.</summary>
    [Range(1, 366)] public int TimeToLiveDays { get; set; } = 14;

    /// <summary>As ISO 8601 has it.</summary>
    internal string Lock => XmlConvert.ToString(TimeSpan.FromSeconds(LockSeconds));

    /// <summary>As ISO 8601 has it.</summary>
    internal string TimeToLive => XmlConvert.ToString(TimeSpan.FromDays(TimeToLiveDays));

    /// <exception cref="ConfigurationException">A setting is wrong.</exception>
    internal static EntityOptions Of(IConfiguration configuration)
    {
        var (section, options) = (configuration.GetSection(Section), new EntityOptions());
        SettingsBinding.Bind(section, options);
        ConfigurationException.ThrowIfAny([.. SettingsBinding.Problems(section, options)]);
        return options;
    }
}
