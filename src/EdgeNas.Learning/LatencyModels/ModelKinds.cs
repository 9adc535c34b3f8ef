using System.Collections.Immutable;
using EdgeNas.Domain;
using EdgeNas.Learning.LatencyModels.Ensembles;
using EdgeNas.Learning.LatencyModels.Gaussian;
using EdgeNas.Learning.LatencyModels.Linear;
using EdgeNas.Learning.LatencyModels.Perceptrons;
using EdgeNas.Learning.LatencyModels.Trees;

namespace EdgeNas.Learning.LatencyModels;

/// <summary>The kinds of models that can be named.</summary>
public static class ModelKinds
{
    public static ImmutableArray<ILatencyModel> All { get; } = [new PopulationsModel(new EnsembleModel()), new BoostedTreesModel(), new PerceptronModel(), GaussianProcessModel.OneHot, new LayerTableModel()];

    /// <exception cref="EdgeNasException">No model has that name; the message lists those that exist.</exception>
    public static ILatencyModel Find(string name) =>
        All.FirstOrDefault(model => model.Name == name) ?? throw new EdgeNasException($"There is no latency model '{name}': choose auto or one of {string.Join(", ", All.Select(model => model.Name))}.");
}
