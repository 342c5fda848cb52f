using Microsoft.Extensions.DependencyInjection;

namespace Integration.Simulation.Defects;

/// <summary>Something wrong that the simulator has to find.</summary>
internal interface IDefect
{
    /// <summary>Puts it into the product's registrations.</summary>
    void Plant(IServiceCollection services);
}

/// <summary>Puts something in front of what is registered.</summary>
internal static class Planting
{
    /// <summary>Every registration of <typeparamref name="T"/> gets <paramref name="around"/> in front of it.</summary>
    public static void Wrap<T>(this IServiceCollection services, Func<T, IServiceProvider, T> around)
        where T : class
    {
        for (var i = 0; i < services.Count; i++)
        {
            if (services[i] is { IsKeyedService: false } inner && inner.ServiceType == typeof(T))
            {
                services[i] = ServiceDescriptor.Describe(typeof(T), provider => around((T)Make(inner, provider), provider), inner.Lifetime);
            }
        }
    }

    private static object Make(ServiceDescriptor inner, IServiceProvider provider) =>
        inner.ImplementationInstance ?? inner.ImplementationFactory?.Invoke(provider) ?? ActivatorUtilities.CreateInstance(provider, inner.ImplementationType!);
}
