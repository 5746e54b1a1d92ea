import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "./app.tsx";
import "./style/tokens.css";
import "./style/chrome.css";
import "./style/controls.css";
import "./style/panel.css";
import "./style/plan.css";
import "./style/data.css";
import "./style/plant.css";
import "./style/trace.css";
import "./style/designs.css";
import "./style/map.css";
import "./style/otdr.css";
import "./style/faults.css";
import "./style/crew-sheet.css";
import "./style/narrow.css";

const root = document.getElementById("root");
if (!root) throw new Error("The page has no #root.");
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
