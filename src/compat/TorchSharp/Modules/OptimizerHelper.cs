using TorchSharp.Utils;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>What optimizers share: groups, state per parameter, saving. State lives outside of every dispose scope until the optimizer is disposed of.</summary>
public abstract class OptimizerHelper : optim.Optimizer
{
    private readonly List<List<OptimizerState>> _states = [];

    /// <summary>Per group, the state of each parameter, in the order of <see cref="ParamGroup.Parameters"/>.</summary>
    private protected IReadOnlyList<IReadOnlyList<OptimizerState>> States => _states;

    public override void add_param_group(ParamGroup param_group)
    {
        Parameter[] parameters = [.. param_group.Parameters];
        param_group.Parameters = parameters;
        Complete(param_group.Options);
        base.add_param_group(param_group);
        List<OptimizerState> states = [.. parameters.Select(NewState)];
        foreach (var state in states) state.Initialize(param_group.Options);
        _states.Add(states);
    }

    public optim.Optimizer.StateDictionary state_dict()
    {
        var dictionary = new optim.Optimizer.StateDictionary();
        for (int group = 0; group < Groups.Count; group++)
        {
            dictionary.Options.Add(Groups[group].Options);
            List<int> positions = [];
            foreach (var state in _states[group])
            {
                positions.Add(dictionary.State.Count);
                dictionary.State.Add(state);
            }

            dictionary.StateIndexRef.Add(positions);
        }

        return dictionary;
    }

    /// <summary>Copies options and state of another optimizer of the same kind and shape in.</summary>
    public virtual void load_state_dict(optim.Optimizer.StateDictionary state_dict)
    {
        RequireShape(state_dict.Options.Count, state_dict.State.Count);
        for (int group = 0; group < Groups.Count; group++)
        {
            Groups[group].Options.LoadStateDict(state_dict.Options[group]);
            for (int i = 0; i < _states[group].Count; i++) _states[group][i].LoadStateDict(state_dict.State[state_dict.StateIndexRef[group][i]]);
        }
    }

    public void save_state_dict(string location)
    {
        using var writer = new BinaryWriter(File.Create(location));
        save_state_dict(writer);
    }

    /// <summary>Kind of optimizer, numbers of groups and states, options, states, positions.</summary>
    public virtual void save_state_dict(BinaryWriter writer)
    {
        var dictionary = state_dict();
        writer.Write(GetType().Name);
        Leb128.Write(writer, dictionary.Options.Count);
        Leb128.Write(writer, dictionary.State.Count);
        foreach (var options in dictionary.Options) options.SaveStateDict(writer);
        foreach (var state in dictionary.State) state.SaveStateDict(writer);
    }

    public void load_state_dict(string location)
    {
        using var reader = new BinaryReader(File.OpenRead(location));
        load_state_dict(reader);
    }

    /// <exception cref="InvalidDataException">Saved by another kind of optimizer, or for other parameters.</exception>
    public virtual void load_state_dict(BinaryReader reader)
    {
        string kind = reader.ReadString();
        if (kind != GetType().Name) throw new InvalidDataException($"Mismatched optimizer type: expected '{GetType().Name}', but found '{kind}' in the loaded stream.");
        RequireShape(Leb128.Read(reader), Leb128.Read(reader));
        var dictionary = state_dict();
        foreach (var options in dictionary.Options) options.LoadStateDict(reader);
        foreach (var state in dictionary.State) state.LoadStateDict(reader);
    }

    public virtual void to(Device device)
    {
        foreach (var state in _states.SelectMany(states => states)) state.to(device);
    }

    /// <summary>Fills settings that are null with the optimizer's defaults.</summary>
    private protected abstract void Complete(OptimizerOptions options);

    private protected abstract OptimizerState NewState(Parameter parameter);

    /// <summary>Runs the closure, if any, with gradients on, then <paramref name="update"/> for every group and parameter.</summary>
    private protected Tensor? Step<TOptions, TState>(Func<Tensor>? closure, Action<TOptions, TState> update)
        where TOptions : OptimizerOptions
        where TState : OptimizerState =>
        Step(closure, (options, states) =>
        {
            foreach (var state in states) update((TOptions)options, (TState)state);
        });

    /// <summary>Runs the closure, if any, with gradients on, then <paramref name="update"/> for every group with the states of its parameters.</summary>
    private protected Tensor? Step(Func<Tensor>? closure, Action<OptimizerOptions, IReadOnlyList<OptimizerState>> update)
    {
        Tensor? loss = null;
        if (closure is not null)
        {
            using var recording = enable_grad();
            loss = closure();
        }

        for (int group = 0; group < Groups.Count; group++) update(Groups[group].Options, _states[group]);
        return loss;
    }

    private protected override void DisposeState()
    {
        foreach (var state in _states.SelectMany(states => states)) (state as IDisposable)?.Dispose();
    }

    private void RequireShape(long groups, long states)
    {
        long known = _states.Sum(list => list.Count);
        if (groups != Groups.Count || states != known)
            throw new ArgumentException($"the optimizer state is for {groups} groups and {states} parameters; this optimizer has {Groups.Count} and {known}");
    }
}
