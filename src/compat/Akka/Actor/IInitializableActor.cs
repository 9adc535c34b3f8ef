namespace Akka.Actor.Internal;

/// <summary>An actor with something left to do once its constructors have run.</summary>
internal interface IInitializableActor
{
    void Init();
}
