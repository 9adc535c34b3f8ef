using Akka.Configuration;

namespace Akka.Actor;

/// <summary>Makes the strategy of /user, named by <c>akka.actor.guardian-supervisor-strategy</c>.</summary>
public abstract class SupervisorStrategyConfigurator
{
    public static SupervisorStrategyConfigurator CreateConfigurator(string typeName)
    {
        var type = typeName switch
        {
            "default" => typeof(DefaultSupervisorStrategy),
            "stopping" => typeof(StoppingSupervisorStrategy),
            _ => ClassNames.Find(typeName),
        };
        return type is not null && typeof(SupervisorStrategyConfigurator).IsAssignableFrom(type)
            ? (SupervisorStrategyConfigurator)Activator.CreateInstance(type)!
            : throw new ConfigurationException($"akka.actor.guardian-supervisor-strategy names [{typeName}]; expected the name of a SupervisorStrategyConfigurator.");
    }

    public abstract SupervisorStrategy Create();
}

public class DefaultSupervisorStrategy : SupervisorStrategyConfigurator
{
    public override SupervisorStrategy Create() => SupervisorStrategy.DefaultStrategy;
}

public class StoppingSupervisorStrategy : SupervisorStrategyConfigurator
{
    public override SupervisorStrategy Create() => SupervisorStrategy.StoppingStrategy;
}
